using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Health;

/// <param name="State">How the stream is.</param>
/// <param name="Since">When it became so.</param>
/// <param name="LostAt">When it was live last, or was first tried; null while it is live.</param>
/// <param name="Fault">What the last try met; null while it is live or was never tried.</param>
internal sealed record StreamStatus(StreamState State, MediaTime Since, MediaTime? LostAt, Problem? Fault);
