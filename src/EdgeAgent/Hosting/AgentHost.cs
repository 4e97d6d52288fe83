using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hosting;

/// <summary>Puts the service together: systemd's notifications, logs for people or for the journal, the agent.</summary>
internal static class AgentHost
{
    public static IHost Build(ConfigurationSnapshot configuration, LogLevel level)
    {
        // Not the default builder: it would read settings from files and variables that nobody documents.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(configuration);
        var levels = new LogLevelSwitch(level);
        builder.Services.AddSingleton(levels);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IMediaClock, SystemMediaClock>();
        builder.Services.AddHostedService<AgentService>();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter(levels.Allows);
        if (SystemdHelpers.IsSystemdService())
        {
            builder.Logging.AddSystemdConsole();
        }
        else
        {
            builder.Logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        return builder.Build();
    }
}
