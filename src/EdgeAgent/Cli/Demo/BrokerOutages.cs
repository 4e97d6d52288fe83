using EdgeAgent.Center;

namespace EdgeAgent.Cli.Demo;

/// <summary>Kills the broker at the two worst moments: before the alert is raised, and in the middle of the clip.</summary>
internal sealed class BrokerOutages(BrokerProcess broker, DemoWatch watch, DemoFolder folder, DemoConsole console)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        broker.Kill();
        console.Say("broker", "KILLED before anything has happened");
        await folder.AgentSaysAsync("intrusion Start", cancel);
        console.Say("broker", "starts again, with the alert waiting on the pole's disk");
        var midClip = new TaskCompletionSource<CenterNotice.ClipProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.InMidClip = progress =>
        {
            // At once, on the thread that takes the blocks: on loopback the whole clip takes a tenth of a second.
            watch.InMidClip = null;
            broker.Kill();
            midClip.SetResult(progress);
        };
        await broker.StartAsync(cancel);

        var progress = await midClip.Task.WaitAsync(cancel);
        console.Say("broker", $"KILLED in the middle of the clip, after {progress.ReceivedBlocks} of {progress.TotalBlocks} blocks");
        await broker.StartAsync(cancel);
        console.Say("broker", "starts again");
    }
}
