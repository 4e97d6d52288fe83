namespace EdgeAgent.Imaging;

/// <summary>
/// A part of a frame as a frame: its planes are views into the other's, nothing is copied. Valid as long as that one; used again for the
/// next. It owns nothing: disposing of it gives nothing back.
/// </summary>
internal sealed class FrameRegion : Frame
{
    /// <summary>What is shown, in pixels of the whole frame.</summary>
    public PixelRectangle Rectangle { get; private set; }

    /// <summary>Shows what of the rectangle lies in the frame, from even pixels on.</summary>
    /// <exception cref="ArgumentException">Nothing of it does.</exception>
    public void Show(Frame frame, PixelRectangle rectangle)
    {
        var part = rectangle.Within(frame.Width, frame.Height);
        if (part.Width == 0 || part.Height == 0)
        {
            throw new ArgumentException($"nothing of {rectangle} lies in a frame of {frame.Width}x{frame.Height}", nameof(rectangle));
        }

        (Rectangle, Color, Time) = (part, frame.Color, frame.Time);

        // 4:2:2 has a chroma row for each luma row.
        var halves = frame.BlueDifference.Height == frame.Height ? 1 : 2;
        var chroma = new PixelRectangle(part.X / 2, part.Y / halves, (part.Width + 1) / 2, (part.Height + halves - 1) / halves);
        Lend(Part(frame.Luma, part), Part(frame.BlueDifference, chroma), Part(frame.RedDifference, chroma));
    }

    protected override void GiveBack()
    {
    }

    private static unsafe Plane Part(Plane plane, PixelRectangle part) =>
        new(plane.First + ((nint)part.Y * plane.Stride) + part.X, plane.Stride, part.Width, part.Height);
}
