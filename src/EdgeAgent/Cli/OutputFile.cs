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

    /// <summary>The file has its name once it is whole; where that fails there is none, or the one from before.</summary>
    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public static void Write(string path, string option, Action<Stream> write)
    {
        var partial = path + ".partial";
        try
        {
            using (var file = File.Create(partial))
            {
                write(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw Unwritable(e, path, option);
        }
    }

    public static ProblemException Unwritable(Exception fault, string path, string option) =>
        new(new Problem("file/unwritable", fault.Message, $"give a path that can be written with {option}", path), fault);
}
