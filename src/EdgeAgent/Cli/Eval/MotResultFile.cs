using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>Writes rows as MOTChallenge wants results. The file takes its name only when it is whole.</summary>
internal sealed class MotResultFile : IDisposable
{
    private readonly string _path;
    private readonly string _partialPath;
    private readonly StreamWriter _writer;

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public MotResultFile(string path)
    {
        _path = path;
        _partialPath = path + ".partial";
        _writer = Try(() => new StreamWriter(_partialPath) { NewLine = "\n" });
    }

    /// <summary><c>frame,id,x,y,width,height,score,-1,-1,-1</c></summary>
    public void Write(in MotBox row) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Frame},{row.Id},{row.X:0.000},{row.Y:0.000},{row.Width:0.000},{row.Height:0.000},{row.Score:0.0000},-1,-1,-1"));

    /// <exception cref="ProblemException"><c>file/unwritable</c></exception>
    public void Complete() => Try(() =>
    {
        _writer.Dispose();
        File.Move(_partialPath, _path, overwrite: true);
        return _path;
    });

    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        finally
        {
            File.Delete(_partialPath);
        }
    }

    private T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem("file/unwritable", fault.Message, "give a path that can be written with --out", _path), fault);
        }
    }
}
