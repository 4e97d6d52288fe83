using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis;

/// <summary>A file that an analysis will write, which may take an hour: whether it can is asked before.</summary>
internal static class OutputFile
{
    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public static void Check(string path, string option)
    {
        var probe = path + ".partial";
        try
        {
            if (Directory.Exists(path))
            {
                throw new IOException("this is a folder");
            }

            using (File.Create(probe))
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
