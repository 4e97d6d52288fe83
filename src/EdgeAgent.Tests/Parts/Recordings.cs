namespace EdgeAgent.Parts;

/// <summary>Real recordings and models, which are no part of the project: in the folder that EDGEAGENT_TEST_DATA names, or in <c>shared/data</c> beside the checkout.</summary>
internal static class Recordings
{
    /// <summary>Skips the test where the recording is not there.</summary>
    public static string Video(string name) => Existing(Path.Combine("video", name));

    /// <summary>A sequence of MOTChallenge, a folder with gt.txt and det.txt. Skips the test where it is not there.</summary>
    public static string Sequence(string name) => Existing(Path.Combine("mot", name));

    /// <summary>An ONNX file of another model than the default. Skips the test where it is not there.</summary>
    public static string Model(string name) => Existing(Path.Combine("models", name));

    private static string Existing(string name)
    {
        var found = Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Path.Exists);
        Assert.SkipWhen(found is null, $"{name} is not here (EDGEAGENT_TEST_DATA)");
        return found;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("EDGEAGENT_TEST_DATA") is { Length: > 0 } root)
        {
            return [root];
        }

        return Up(Checkout.Root).Select(directory => Path.Combine(directory, "shared", "data"));
    }

    private static IEnumerable<string> Up(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
