namespace EdgeAgent.Parts;

/// <summary>The checkout that the tests run in, and what set-up has made in it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The default model; tests that need it say so by calling this.</summary>
    public static string Model => Existing(Path.Combine(Root, ".artifacts", "model"));

    /// <summary>The model that the default was quantized from, and the one that OpenCV reads: the reference.</summary>
    public static string FloatModel => Existing(Path.Combine(Root, ".artifacts", "model-float32"));

    /// <summary>The model with 8-bit integers.</summary>
    public static string Int8Model => Existing(Path.Combine(Root, ".artifacts", "model-int8"));

    /// <summary>The model that finds the points of a body.</summary>
    public static string PoseModel => Existing(Path.Combine(Root, ".artifacts", "model-pose"));

    /// <summary>The composed scene with its ground truth.</summary>
    public static string Scene => Existing(Path.Combine(Root, ".artifacts", "scene"));

    /// <summary>One of the photographs of Debian's darknet package.</summary>
    public static string Photograph(string name) => Existing(Path.Combine("/usr/share/darknet/data", name));

    private static string Existing(string path)
    {
        Assert.SkipUnless(Path.Exists(path), $"{path} is not there: run scripts/setup.sh");
        return path;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "EdgeAgent.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}
