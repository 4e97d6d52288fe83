using EdgeAgent.Domain;

namespace EdgeAgent.Cli;

/// <summary>A file that a verb writes. Where that takes long, whether it can be written is asked before.</summary>
internal static class OutputFile
{
    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public static void Check(string path, string option)
    {
        // A name that nobody else uses: another run may be writing the same file.
        var probe = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            if (Directory.Exists(path))
            {
                throw new IOException("this is a folder");
            }

            if (!Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new DirectoryNotFoundException("its folder is not there");
            }

            using (new FileStream(probe, FileMode.CreateNew))
            {
            }

            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e, path, option);
        }
    }

    public static ProblemException Unwritable(Exception fault, string path, string option) =>
        new(new Problem("file/unwritable", fault.Message, $"give a path that can be written with {option}", path), fault);
}
