using System.Text.RegularExpressions;

namespace EdgeAgent.Messaging;

/// <summary>A received topic taken apart: whose it is and what stands below the pole.</summary>
internal sealed partial record TopicAddress(PoleIdentity Pole, string[] Below)
{
    /// <summary>False for a topic outside the root, or with a name that no pole may have.</summary>
    public static bool TryParse(string root, string topic, out TopicAddress address)
    {
        address = null!;
        if (!topic.StartsWith(root + '/', StringComparison.Ordinal))
        {
            return false;
        }

        var levels = topic[(root.Length + 1)..].Split('/');
        if (levels.Length < 3 || !Name().IsMatch(levels[0]) || !Name().IsMatch(levels[1]))
        {
            return false;
        }

        address = new TopicAddress(new PoleIdentity(levels[0], levels[1]), levels[2..]);
        return true;
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    private static partial Regex Name();
}
