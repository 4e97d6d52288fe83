using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Recording;
using EdgeAgent.Search.Orders;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Everything that is configured on one pole.</summary>
[Description("Configuration of the edge agent of one pole.")]
internal sealed record AgentOptions
{
    [Description("The city that the pole belongs to.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string City { get; init; }

    [Description("Name of the pole, unique in its city; also its MQTT client id.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Pole { get; init; }

    [Description("What the center may conclude from this pole. Only operational concerns the police.")]
    public PoleMode Mode { get; init; } = PoleMode.Commissioning;

    [Description("Where everything is kept that must survive a restart.")]
    [MinLength(1)]
    [MaxLength(1024)]
    public string DataDirectory { get; init; } = "/var/lib/edgeagent";

    [Description("Name of the board's profile, whose defaults stand below the settings of this file. Absent: no profile.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public string? Board { get; init; }

    [Description("Where the pole stands.")]
    public SiteOptions? Site { get; init; }

    [Description("The detection model.")]
    public ModelOptions Model { get; init; } = new();

    [Description("The model that finds how persons hold themselves; loaded only where a rule asks for it, such as person-down.")]
    public PoseModelOptions PoseModel { get; init; } = new();

    [Description("The MQTT broker of the center.")]
    public required BrokerOptions Broker { get; init; }

    [Description("The log of what must reach the center.")]
    public OutboxOptions Outbox { get; init; } = new();

    [Description("The clips that are cut for events.")]
    public ClipOptions Clips { get; init; } = new();

    [Description("The recording of everything that the cameras send.")]
    public RecordingOptions Recording { get; init; } = new();

    [Description("What every person and vehicle looked like that was seen, for the search by description.")]
    public SightingsOptions Sightings { get; init; } = new();

    [Description("The live search orders: who is looked for by description.")]
    public OrderOptions Orders { get; init; } = new();

    [Description("The cameras of the pole.")]
    [MinLength(1)]
    [MaxLength(16)]
    public required ImmutableArray<CameraOptions> Cameras { get; init; }
}
