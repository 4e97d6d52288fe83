using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Hosting;

public sealed class CameraPlansTests
{
    [Theory]
    [InlineData(30, 10)]
    [InlineData(1800, 45)]
    public void Whom_a_rule_waits_for_is_not_learned_before_it_fires(double ruleSeconds, double minutes)
    {
        var camera = new CameraOptions
        {
            Id = "gate",
            Url = "rtsp://192.0.2.10/stream",
            Rules = [new LoiteringOptions { Id = "stays", Zone = "yard", MinimumSeconds = ruleSeconds }],
        };
        var options = new AgentOptions { City = "seoul", Pole = "pole-1", Broker = new BrokerOptions { Host = "192.0.2.1" }, Cameras = [camera] };
        Assert.Equal(minutes, CameraPlans.From(options, camera, 0).Statics.Minutes, 1e-9);
    }
}
