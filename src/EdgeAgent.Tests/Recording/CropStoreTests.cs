using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

public sealed class CropStoreTests : IDisposable
{
    private static readonly CameraId Gate = new("gate");
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_oldest_pictures_of_all_cameras_go_first_also_those_of_an_earlier_run()
    {
        var first = new CropStore(_directory.Path, 1000);
        var old = await AddAsync(first, Gate, 1, Noon.AddDays(-1));
        var yard = await AddAsync(first, new CameraId("yard"), 2, Noon.AddHours(-1));

        var store = new CropStore(_directory.Path, 1000);
        var young = await AddAsync(store, Gate, 3, Noon);
        Assert.False(File.Exists(old));
        Assert.False(Directory.Exists(Path.GetDirectoryName(old)));
        Assert.All([yard, young], path => Assert.Equal(400, new FileInfo(path!).Length));
        Assert.Equal(800, store.SizeBytes);
        Assert.EndsWith("gate/2026-07-01/120000.000Z-3.jpg", young, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_larger_than_all_may_be_is_not_kept()
    {
        var store = new CropStore(_directory.Path, 300);
        Assert.Null(await AddAsync(store, Gate, 1, Noon));
        Assert.Equal(0, store.SizeBytes);
    }

    [Fact]
    public async Task A_full_disk_is_said_so()
    {
        using var disk = new TemporaryDisk(64);
        disk.Fill();
        var fault = await Assert.ThrowsAsync<RecordingException>(() => AddAsync(new CropStore(disk.Path, 1000), Gate, 1, Noon));
        Assert.Equal(RecordingProblems.DiskFull, fault.Problem.Code);
    }

    private static async Task<string?> AddAsync(CropStore store, CameraId camera, int track, DateTimeOffset time) =>
        await store.AddAsync(camera, track, new UtcTime(time, true), new byte[400], TestContext.Current.CancellationToken);
}
