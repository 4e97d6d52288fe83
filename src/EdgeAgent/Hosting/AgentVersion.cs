using System.Reflection;

namespace EdgeAgent.Hosting;

internal static class AgentVersion
{
    /// <summary>Semantic version of this build, with the commit where the build knew it.</summary>
    public static string Current { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
