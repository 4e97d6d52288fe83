namespace EdgeAgent;

/// <summary>Finds real recordings and the checkout's own files. Tests skip, with a reason, what is not there.</summary>
internal static class TestData
{
    /// <summary>The directory that holds the solution.</summary>
    public static string CheckoutRoot { get; } =
        Up(AppContext.BaseDirectory).First(directory => File.Exists(Path.Combine(directory, "EdgeAgent.sln")));

    /// <summary>A real recording; null where there is none: EDGEAGENT_TEST_DATA, or <c>shared/data</c> beside the checkout.</summary>
    public static string? Video(string name)
    {
        var roots = Environment.GetEnvironmentVariable("EDGEAGENT_TEST_DATA") is { Length: > 0 } root
            ? [root]
            : Up(CheckoutRoot).Select(directory => Path.Combine(directory, "shared", "data"));
        return roots.Select(directory => Path.Combine(directory, "video", name)).FirstOrDefault(File.Exists);
    }

    /// <summary>A file of the checkout, or one that set-up makes in it; null where it is not there.</summary>
    public static string? InCheckout(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([CheckoutRoot, .. parts]);
        return File.Exists(path) ? path : null;
    }

    private static IEnumerable<string> Up(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
