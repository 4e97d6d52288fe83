using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Cli.Recordings;

/// <summary>
/// Hands recordings over into a directory: the files, what they are, and their hashes. Until all of it is there and on disk, the directory says
/// that it is incomplete.
/// </summary>
internal sealed class RecordingExport(AskedRange range, RangeProgress progress, TimeProvider time)
{
    public const string Marker = "INCOMPLETE.txt";
    public const string Manifest = "manifest.json";
    public const string Sums = "SHA256SUMS";

    // Cluster sizes, the indexes of the files, and the group of pictures before the start.
    private const long ReserveBytes = 16L << 20;

    /// <exception cref="RecordingException"><c>export/*</c>, <c>disk/*</c>, <c>clip/no-pictures</c> where no camera has any.</exception>
    public async Task RunAsync(TextWriter output, CancellationToken cancel)
    {
        Prepare();
        List<ExportedCamera> cameras = [];
        foreach (var camera in range.Cameras)
        {
            cameras.Add(await CutAsync(camera, cancel));
        }

        if (cameras.TrueForAll(camera => camera.Parts.IsEmpty))
        {
            File.Delete(PathOf(Marker));
            throw ExportProblems.NothingRecorded(cameras.Select(camera => camera.Problem!));
        }

        Describe(cameras);
        foreach (var line in cameras.SelectMany(RangeText.Of))
        {
            output.WriteLine(line);
        }

        var parts = cameras.SelectMany(camera => camera.Parts).ToList();
        output.WriteLine($"{parts.Count} files, {parts.Sum(part => part.SizeBytes) >> 20} MiB in {range.OutDirectory}; check them with: sha256sum -c {Sums}");
    }

    private void Prepare()
    {
        Directory.CreateDirectory(range.OutDirectory);
        if (File.Exists(PathOf(Marker)))
        {
            throw ExportProblems.Interrupted(range.OutDirectory);
        }

        if (Directory.EnumerateFileSystemEntries(range.OutDirectory).Any())
        {
            throw ExportProblems.NotEmpty(range.OutDirectory);
        }

        var (needed, free) = (range.EstimateBytes() + ReserveBytes, new DriveInfo(range.OutDirectory).AvailableFreeSpace);
        if (needed > free)
        {
            throw ExportProblems.NoSpace(range.OutDirectory, needed, free);
        }

        Write(Marker, "This export is not complete: it is still running, or it was interrupted. When it is complete this file is gone.\n"u8);
    }

    private async Task<ExportedCamera> CutAsync(CameraId camera, CancellationToken cancel)
    {
        try
        {
            return await RangeFiles.CutAsync(range, camera, progress, time, cancel);
        }
        catch (RecordingException fault) when (fault.Problem.Code == "clip/no-pictures")
        {
            return ExportedCamera.Nothing(camera, range.From, range.To, fault.Problem);
        }
    }

    /// <summary>The hashes last but for the marker: with them everything is there.</summary>
    private void Describe(List<ExportedCamera> cameras)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(ExportManifest.Of(range, time.GetUtcNow(), cameras), ExportManifest.Json);
        Write(Manifest, manifest);
        var sums = new StringBuilder();
        foreach (var part in cameras.SelectMany(camera => camera.Parts))
        {
            sums.Append($"{part.Sha256}  {part.File}\n");
        }

        sums.Append($"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {Manifest}\n");
        Write(Sums, Encoding.ASCII.GetBytes(sums.ToString()));
        File.Delete(PathOf(Marker));
    }

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        var partial = PathOf(name + ".partial");
        using (var file = File.OpenHandle(partial, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(partial, PathOf(name));
    }

    private string PathOf(string name) => Path.Combine(range.OutDirectory, name);
}
