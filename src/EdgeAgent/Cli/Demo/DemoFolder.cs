using System.Collections.Concurrent;

namespace EdgeAgent.Cli.Demo;

/// <summary>Where a demo keeps its files: the user's folder, or one that goes with it.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly ConcurrentDictionary<string, StreamWriter> _logs = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();
    private bool _keep;

    private DemoFolder(string path, bool keep)
    {
        Path = path;
        _keep = keep;
    }

    public string Path { get; }

    /// <exception cref="DemoException">The folder cannot be made, or holds an earlier demo.</exception>
    public static DemoFolder Open(string? path)
    {
        if (path is null)
        {
            return new DemoFolder(Directory.CreateTempSubdirectory("edgeagent-demo-").FullName, keep: false);
        }

        try
        {
            var folder = Directory.CreateDirectory(path);
            return folder.EnumerateFileSystemInfos().Any()
                ? throw new DemoException($"{folder.FullName} is not empty", "give an empty or a new folder with --out")
                : new DemoFolder(folder.FullName, keep: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemoException($"{path} cannot be used: {e.Message}", "give another folder with --out");
        }
    }

    public string Log(string part) => System.IO.Path.Combine(Path, $"{part}.log");

    /// <summary>Takes the lines of one part into its log.</summary>
    public Action<string> Writer(string part)
    {
        var log = _logs.GetOrAdd(part, name => new StreamWriter(Log(name), append: true) { AutoFlush = true });
        return line =>
        {
            lock (log)
            {
                log.WriteLine(line);
            }

            foreach (var (text, heard) in _awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    heard.TrySetResult();
                }
            }
        };
    }

    /// <summary>Completes at the next line of any part that contains the text.</summary>
    public Task AgentSaysAsync(string text, CancellationToken cancel) =>
        _awaited.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancel);

    /// <summary>Something went wrong: the files stay for whoever looks into it.</summary>
    public string Keep(string remedy)
    {
        _keep = true;
        return remedy;
    }

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Dispose();
        }

        if (!_keep)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
