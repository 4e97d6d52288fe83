namespace EdgeAgent.Cli.Demo;

/// <summary>Kills the broker at the two worst moments: before the alert is raised, and in the middle of the clip.</summary>
internal sealed class BrokerOutages(BrokerProcess broker, DemoWatch watch, DemoFolder folder, DemoConsole console)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await broker.KillAsync();
        console.Say("broker", "KILLED before anything has happened");
        await folder.AgentSaysAsync("intrusion Start", cancel);
        console.Say("broker", "starts again, with the alert waiting on the pole's disk");
        await broker.StartAsync(cancel);

        await watch.ClipBegan.WaitAsync(cancel);
        await broker.KillAsync();
        console.Say("broker", "KILLED in the middle of the clip");
        await broker.StartAsync(cancel);
        console.Say("broker", "starts again");
    }
}
