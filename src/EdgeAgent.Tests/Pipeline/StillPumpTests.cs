using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline;

public sealed class StillPumpTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CameraState _state = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_posted_is_on_the_disk_when_it_ends_and_what_finds_no_room_is_said_to_have_none()
    {
        var store = StillStore.Open(_directory["stills"], PoleMode.Operational);
        var pump = new StillPump(new CameraId("gate"), store, _state, NullLogger<StillPump>.Instance);
        var taken = Enumerable.Range(0, 20).Count(_ => pump.TryPost(Some.Still(100)));
        Assert.Equal(16, taken);
        pump.Complete();
        await pump.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(taken, Directory.GetFiles(_directory["stills"], "*.jpg").Length);
        Assert.Equal(0, _state.StillsDropped);
    }

    [Fact]
    public async Task A_disk_that_refuses_costs_a_picture_and_not_the_camera()
    {
        File.WriteAllText(_directory["stills"], "in the way");
        var pump = new StillPump(new CameraId("gate"), StillStore.Open(_directory["stills"], PoleMode.Operational), _state, NullLogger<StillPump>.Instance);
        Assert.True(pump.TryPost(Some.Still(100)));
        pump.Complete();
        await pump.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _state.StillsDropped);
    }
}
