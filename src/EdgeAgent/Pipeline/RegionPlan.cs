using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>Which parts of a frame are looked at closer, asked when all frames before it were handed on; valid until it is asked again.</summary>
internal delegate ReadOnlySpan<PixelRectangle> RegionPlan(Frame frame);
