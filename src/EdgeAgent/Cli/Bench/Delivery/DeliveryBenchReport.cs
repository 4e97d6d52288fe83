namespace EdgeAgent.Cli.Bench.Delivery;

/// <summary>What the way from the outbox to a subscriber costs. Latencies are from the append to the subscriber.</summary>
internal sealed record DeliveryBenchReport
{
    public required int Events { get; init; }

    public required double IdleP50Milliseconds { get; init; }

    public required double IdleP99Milliseconds { get; init; }

    /// <summary>While a clip goes out over the second connection.</summary>
    public required double BusyP50Milliseconds { get; init; }

    public required double BusyP99Milliseconds { get; init; }

    /// <summary>Alarms that were measured while blocks of the clip came.</summary>
    public required int BusyEvents { get; init; }

    public required double BlocksPerSecond { get; init; }

    public required double EventsPerSecond { get; init; }

    /// <summary>A client of MQTTnet alone: the same bytes at QoS 1, as many on their way, nothing on disk.</summary>
    public required double BareEventsPerSecond { get; init; }

    public double Ratio => Math.Round(EventsPerSecond / BareEventsPerSecond, 2);

    public required double EventBytes { get; init; }
}
