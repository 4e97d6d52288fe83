using EdgeAgent.Center;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli;

/// <summary><c>run</c> as a process, with the simulated camera and a broker: what is missing is waited for, what is wrong is said.</summary>
public sealed class RunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_comes_later_is_taken_up_and_the_fault_is_an_event_with_an_end()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var camera = await SimulatedCamera.StartAsync(Path.Combine(Checkout.Scene, "park.mp4"));
        using var later = new TemporaryDirectory();
        using var pole = new PoleFile(camera.Url, broker.Port, c => c["model"]!["directory"] = later["model"]);
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await agent.SaysAsync("model/missing");

        Directory.CreateDirectory(later["model"]);
        foreach (var file in Directory.GetFiles(Checkout.Model).OrderBy(file => file.EndsWith("json", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(later["model"], Path.GetFileName(file)));
        }

        await agent.SaysAsync("intrusion Start");
        Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
        Assert.Equal(["device-fault/start", "device-fault/end", "intrusion/start", "intrusion/end"], await ReceivedAsync(broker, pole, 4));
    }

    [Fact]
    public async Task One_camera_that_is_not_there_does_not_touch_the_other()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var camera = await SimulatedCamera.StartAsync(Path.Combine(Checkout.Scene, "park.mp4"));
        var nobody = FreePort.Find();
        using var pole = new PoleFile(
            camera.Url, broker.Port, c => c["cameras"]!.AsArray().Insert(0, PoleFile.Camera("gone", $"rtsp://127.0.0.1:{nobody}/x")));
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);

        Assert.Contains("camera/unreachable", await agent.SaysAsync("gone/source stopped"), StringComparison.Ordinal);
        await agent.SaysAsync("park: intrusion Start");
        Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
    }

    [Fact]
    public async Task A_camera_that_comes_back_is_watched_again()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var port = FreePort.Find();
        using var pole = new PoleFile($"rtsp://127.0.0.1:{port}/stream", broker.Port);
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await agent.SaysAsync("camera/unreachable");

        await using var camera = await SimulatedCamera.StartAsync(
            Path.Combine(Checkout.Scene, "park.mp4"), "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await agent.SaysAsync("intrusion Start");
        Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_said_and_waited_for()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        using var pole = new PoleFile("rtsp://127.0.0.1:1/x", broker.Port);
        File.WriteAllText(pole.DataDirectory, "a file stands where the directory should be");
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await agent.SaysAsync("data directory stopped");

        File.Delete(pole.DataDirectory);

        await agent.SaysAsync("is connected to the broker");
        Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
    }

    [Fact]
    public async Task A_rule_for_a_class_that_the_model_has_not_is_a_configuration_error()
    {
        using var pole = new PoleFile(
            "rtsp://127.0.0.1:1/x", 1, c => c["cameras"]![0]!["rules"]![0]!["classes"] = new System.Text.Json.Nodes.JsonArray("fire"));

        var result = await AgentProgram.RunAsync("run", "--config", pole.Path);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains("config/class-unknown: cameras[0].rules[0].classes[0]", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_broker_it_watches_on_and_delivers_later()
    {
        var port = FreePort.Find();
        await using var camera = await SimulatedCamera.StartAsync(Path.Combine(Checkout.Scene, "park.mp4"));
        using var pole = new PoleFile(camera.Url, port);
        await using (var agent = AgentProgram.Start("run", "--config", pole.Path))
        {
            await agent.SaysAsync("broker/unreachable");
            await agent.SaysAsync("intrusion Start");
            Assert.Equal(ExitCode.Done, (await agent.StopAsync()).ExitCode);
        }

        await using var broker = await EmbeddedBroker.StartAsync(port);
        Assert.Equal(["intrusion/start", "intrusion/end"], await ReceivedAsync(broker, pole, 2));
    }

    /// <summary>What a center hears that has subscribed only now; the agent holds back what nobody took.</summary>
    private static async Task<List<string>> ReceivedAsync(EmbeddedBroker broker, PoleFile pole, int count)
    {
        var heard = new List<string>();
        var enough = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var center = new CenterListener(
            broker.Options,
            new CenterOptions(),
            notice =>
            {
                if (notice is CenterNotice.Event { Message: var message })
                {
                    heard.Add($"{message.Type}/{message.Phase.ToString().ToLowerInvariant()}");
                    if (heard.Count == count)
                    {
                        enough.TrySetResult();
                    }
                }
            },
            TimeProvider.System,
            NullLogger<CenterListener>.Instance);
        var listening = center.RunAsync(stop.Token);
        await using var agent = AgentProgram.Start("run", "--config", pole.Path);
        await enough.Task.WaitAsync(Cancel);
        await stop.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return heard;
    }
}
