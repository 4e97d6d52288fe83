using System.Globalization;
using EdgeAgent.Center;
using EdgeAgent.Detection;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Demo;

/// <summary>Starts the parts as processes of their own, waits for what must happen, and says whether it did.</summary>
internal sealed class DemoStory(DemoSettings settings, DemoConsole console, TimeProvider time)
{
    private static readonly TimeSpan PatienceForEnd = TimeSpan.FromSeconds(20);

    /// <exception cref="DemoException">Something did not happen, or was not right.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var folder = DemoFolder.Open(settings.Out);
        using var timeout = new CancellationTokenSource(settings.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await RunAsync(folder, both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DemoException(
                string.Create(CultureInfo.InvariantCulture, $"not everything had happened after {settings.Timeout.TotalSeconds:0} s"),
                folder.Keep($"what the agent said stands in {folder.Log("agent")}"));
        }
        catch (DemoException e)
        {
            throw new DemoException(e.Problem.Message, folder.Keep($"{e.Problem.Remedy}; logs stand in {folder.Path}"));
        }
    }

    private async Task RunAsync(DemoFolder folder, CancellationToken cancel)
    {
        var scene = settings.Video is null && settings.Rtsp is null ? DemoScene.Read(settings.Scene) : null;
        using var model = OnnxModel.Load(new ModelOptions { Directory = settings.Model });
        await using var broker = new BrokerProcess(folder.Writer("broker"), time);
        await broker.StartAsync(cancel);
        console.Say("broker", $"listens on 127.0.0.1:{broker.Port}");

        await using var camera = settings.Rtsp is null ? StartCamera(folder) : null;
        var url = camera is null ? settings.Rtsp! : (await camera.WaitUntilReadyAsync(cancel)).Split(' ')[1];
        console.Say("camera", $"{url}{(settings.Rtsp is null ? $" shows {settings.Video ?? "the composed meadow"}, again and again" : "")}");

        var watch = new DemoWatch(console, time);
        var center = new CenterListener(
            new BrokerOptions { Host = "127.0.0.1", Port = broker.Port },
            new CenterOptions { OutDirectory = folder.Path },
            watch.Take,
            time,
            NullLogger<CenterListener>.Instance);
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = center.RunAsync(hangUp.Token);
        await Unless(listening, watch.Listening, cancel);

        await using (var agent = StartAgent(folder, scene, url, broker.Port))
        {
            await Unless(agent.Ended, watch.Online, cancel);
            var alertAndClip = Task.WhenAll(watch.Alert, watch.Clip);
            var match = scene is null ? Task.CompletedTask : Task.WhenAll(watch.Match, watch.MatchClip);
            var outages = settings.BrokerOutage ? new BrokerOutages(broker, watch, folder, console).RunAsync(cancel) : Task.CompletedTask;
            await Unless(agent.Ended, Task.WhenAll(alertAndClip, match, outages), cancel);
            // Who is looked for leaves the picture last: by then all the others have passed, too.
            await WaitForEndAsync(scene is null ? watch.Ended : Task.WhenAll(watch.Ended, watch.MatchEnded), cancel);
            await agent.StopAsync();
            console.Say("agent", $"stopped with exit code {agent.ExitCode}");
        }

        await hangUp.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await JudgeAsync(folder, model, scene, watch, cancel);
    }

    private async Task JudgeAsync(DemoFolder folder, OnnxModel model, DemoScene? scene, DemoWatch watch, CancellationToken cancel)
    {
        await CheckAsync(model, await watch.Alert, await watch.Clip, cancel);
        if (scene is not null)
        {
            await CheckAsync(model, await watch.Match, await watch.MatchClip, cancel);
            console.Say("truth", new MatchJudge(scene).Judge(watch.Matches));
        }

        var delivery = Delivery.Compare(Path.Combine(folder.Path, "data"), folder.Path);
        var arrived = delivery.Raised - delivery.Waiting - delivery.Missing.Count;
        console.Say("center", $"{arrived} of {delivery.Raised} messages that the pole logged have arrived, {delivery.Waiting} wait on its disk, {delivery.Missing.Count} are lost");
        if (delivery.Missing.Count > 0)
        {
            throw new DemoException($"lost on the way: {string.Join(", ", delivery.Missing)}", "look into the logs");
        }

        console.Say("demo", settings.Out is null
            ? "all of it is as it should be; --out DIR keeps the events, the clip and a picture of it"
            : $"all of it is as it should be; events.jsonl, clips and logs are in {folder.Path}");
    }

    private async Task CheckAsync(OnnxModel model, EventMessage alert, CenterNotice.ClipComplete clip, CancellationToken cancel)
    {
        using var check = await ClipCheck.RunAsync(model, clip.Files, alert, clip.Manifest, cancel);
        console.Say("detector", $"looks at the clip of the {alert.Type}: {check}");
        if (!check.ShowsWhatTheAlertSays)
        {
            throw new DemoException($"the clip does not show what the {alert.Type} says: {check}", "look at the clip");
        }
    }

    private ChildProcess StartCamera(DemoFolder folder)
    {
        var video = settings.Video ?? DemoScene.VideoOf(settings.Scene);
        foreach (var (path, option) in new[] { (settings.SimulatedCamera, "--simulated-camera"), (video, settings.Video is null ? "--scene" : "--video") })
        {
            if (!File.Exists(path))
            {
                throw new DemoException($"{path}: there is no such file", $"run scripts/setup.sh and the demo at the top of the checkout, or correct {option}");
            }
        }

        return ChildProcess.Start(
            "/usr/bin/python3",
            [settings.SimulatedCamera, video, "--port", "0", "--exit-with-parent"],
            line => line.StartsWith("ready ", StringComparison.Ordinal),
            folder.Writer("camera"),
            time);
    }

    private ChildProcess StartAgent(DemoFolder folder, DemoScene? scene, string url, int brokerPort)
    {
        var configuration = DemoConfiguration.Write(folder.Path, settings, scene, url, brokerPort);
        List<string> arguments = ["run", "--config", configuration, "--log-level", "debug"];
        if (scene is not null)
        {
            arguments.AddRange("--order", DemoOrder.Write(folder.Path, scene, time.GetUtcNow()));
            console.Say("order", $"a {scene.Age} is missing, in a {scene.Top} top; it is looked for from now on for an hour");
            foreach (var (_, description) in scene.Figures)
            {
                console.Say("scene", $"will pass: {description}");
            }
        }

        console.Say("agent", "starts");
        var log = folder.Writer("agent");
        return ChildProcess.Start(
            Environment.ProcessPath!,
            arguments,
            _ => false,
            line =>
            {
                log(line);
                if (AgentLine.Tell(line) is { } news)
                {
                    console.Say("agent", news);
                }
            },
            time);
    }

    /// <summary>The person leaves the zone at last; a camera on a real street may keep its person for ever.</summary>
    private async Task WaitForEndAsync(Task ended, CancellationToken cancel)
    {
        try
        {
            await ended.WaitAsync(PatienceForEnd, time, cancel);
        }
        catch (TimeoutException)
        {
            console.Say("demo", "the event goes on; stopping the agent ends it");
        }
    }

    /// <summary>Waits for what should happen; where the part that must bring it about ends before, says so.</summary>
    private static async Task Unless(Task ended, Task wanted, CancellationToken cancel)
    {
        var first = await Task.WhenAny(wanted.WaitAsync(cancel), ended);
        await first;
        if (first == ended)
        {
            throw new DemoException("the agent or the listener ended by itself");
        }
    }
}
