using System.Diagnostics;

namespace EdgeAgent.Parts;

/// <summary>A disk of its own in memory that can be filled and made read-only. It needs the right to mount.</summary>
internal sealed class TemporaryDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public TemporaryDisk(int sizeKibibytes)
    {
        if (!Mount("-t", "tmpfs", "-o", $"size={sizeKibibytes}k", "tmpfs", _directory.Path))
        {
            _directory.Dispose();
            Assert.Skip("this user may not mount a small disk of its own");
        }
    }

    public string Path => _directory.Path;

    private string Ballast => _directory["ballast"];

    public void Fill()
    {
        using var file = File.Open(Ballast, FileMode.Append);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted; the buffer's rest has nowhere to go.
            file.SafeFileHandle.Dispose();
        }
    }

    public void Free() => File.Delete(Ballast);

    public void MakeReadOnly() => Assert.True(Mount("-o", "remount,ro", Path));

    public void MakeWritable() => Assert.True(Mount("-o", "remount,rw", Path));

    public void Dispose()
    {
        Run("umount", "-l", _directory.Path);
        _directory.Dispose();
    }

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
