namespace EdgeAgent.Hosting;

/// <summary>Where things lie below the data directory.</summary>
internal static class DataPaths
{
    /// <summary>Held by the one agent that uses the directory.</summary>
    public static string Lock(string dataDirectory) => Path.Combine(dataDirectory, "agent.lock");

    /// <summary>Finished clips, until they are delivered.</summary>
    public static string Clips(string dataDirectory) => Path.Combine(dataDirectory, "clips");
}
