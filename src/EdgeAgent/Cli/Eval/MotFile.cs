using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>Reads the files of MOTChallenge (motchallenge.net), one box a row in any order. Empty lines and # comments are passed over.</summary>
internal static class MotFile
{
    private const int MostRows = 4_000_000;

    /// <exception cref="ProblemException"><c>file/*</c>, <c>mot/*</c>; the path names the line.</exception>
    public static List<MotBox> Read(string path)
    {
        try
        {
            var boxes = Parse(path);
            return boxes.Count > 0 ? boxes : throw Empty(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(new Problem("file/not-found", "no such file", "check the path", path), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem("file/unreadable", fault.Message, "name a file that this user may read", path), fault);
        }
    }

    /// <summary>Ground truth: its seventh number is a flag, and a row with 0 there is not to be counted.</summary>
    /// <exception cref="ProblemException"><c>file/*</c>, <c>mot/*</c></exception>
    public static List<MotBox> ReadTruth(string path)
    {
        var counted = Read(path).FindAll(box => box.Score != 0);
        return counted.Count > 0 ? counted : throw Empty(path);
    }

    private static List<MotBox> Parse(string path)
    {
        var boxes = new List<MotBox>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var row = line.AsSpan().Trim();
            if (row.IsEmpty || row[0] == '#')
            {
                continue;
            }

            if (boxes.Count == MostRows)
            {
                throw new ProblemException(new Problem("mot/too-long", $"more than {MostRows} rows", "give one sequence at a time", path));
            }

            boxes.Add(new MotRow(row, $"{path}:{number}").Parse());
        }

        return boxes;
    }

    private static ProblemException Empty(string path) =>
        new(new Problem("mot/empty", "no row in it counts", "give a file with rows of frame,id,x,y,width,height,score", path));
}
