using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Control;

public sealed class ModeKeeperTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ControlStore _store;

    public ModeKeeperTests() => _store = new ControlStore(_directory.Path, NullLogger<ControlStore>.Instance);

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Maintenance_ends_by_itself_through_a_restart(bool isRestarted)
    {
        var keeper = Open(PoleMode.Operational);
        keeper.Set(PoleMode.Maintenance, TimeSpan.FromMinutes(60));
        Pass(keeper, minutes: 40);
        keeper = isRestarted ? Open(PoleMode.Operational) : keeper;
        List<PoleMode> told = [];
        keeper.Changed += told.Add;

        Pass(keeper, minutes: 19);
        Assert.Equal(PoleMode.Maintenance, keeper.Current);
        Pass(keeper, minutes: 2);

        Assert.Equal((PoleMode.Operational, PoleMode.Operational), (keeper.Current, Assert.Single(told)));
        Assert.Equal(PoleMode.Operational, Open(PoleMode.Operational).Current);
    }

    [Fact]
    public void A_mode_that_was_said_counts_until_the_configuration_says_another()
    {
        Open(PoleMode.Commissioning).Set(PoleMode.Operational, default);

        Assert.Equal(PoleMode.Operational, Open(PoleMode.Commissioning).Current);
        Assert.Equal(PoleMode.Maintenance, Open(PoleMode.Maintenance).Current);
    }

    private ModeKeeper Open(PoleMode configured) => new(_store, configured, _time);

    private void Pass(ModeKeeper keeper, int minutes)
    {
        for (var i = 0; i < 60 * minutes; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            keeper.Turn();
        }
    }
}
