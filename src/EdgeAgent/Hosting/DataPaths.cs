using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Hosting;

/// <summary>Where things lie below the data directory.</summary>
internal static class DataPaths
{
    /// <summary>Held by the one agent that uses the directory.</summary>
    public static string Lock(string dataDirectory) => Path.Combine(dataDirectory, "agent.lock");

    /// <summary>Everything that was recorded, its index, and what is held for cases.</summary>
    public static string Recordings(AgentOptions options) => options.Recording.Directory ?? Path.Combine(options.DataDirectory, "recordings");

    /// <summary>What every track looked like, for the search by description.</summary>
    public static string Sightings(string dataDirectory) => Path.Combine(dataDirectory, SightingsFile.FileName);

    /// <summary>Small pictures of tracks.</summary>
    public static string Crops(string dataDirectory) => Path.Combine(dataDirectory, "crops");

    /// <summary>What each camera has learned to drop.</summary>
    public static string Statics(string dataDirectory) => Path.Combine(dataDirectory, "statics");

    /// <summary>The live search orders in force.</summary>
    public static string Orders(string dataDirectory) => Path.Combine(dataDirectory, "orders.db");

    /// <summary>Pictures of events.</summary>
    public static string Stills(string dataDirectory) => Path.Combine(dataDirectory, "stills");

    /// <summary>Finished clips, until they are delivered.</summary>
    public static string Clips(string dataDirectory) => Path.Combine(dataDirectory, "clips");
}
