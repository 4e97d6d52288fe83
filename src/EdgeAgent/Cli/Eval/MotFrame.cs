namespace EdgeAgent.Cli.Eval;

/// <summary>One frame of a sequence and what was detected in it, which may be nothing.</summary>
internal readonly record struct MotFrame(int Number, IEnumerable<MotBox> Boxes)
{
    /// <summary>Frames <paramref name="first"/>, first + <paramref name="every"/>, … up to the last that has a box.</summary>
    public static IEnumerable<MotFrame> Of(IReadOnlyCollection<MotBox> boxes, int first, int every)
    {
        var byFrame = boxes.ToLookup(box => box.Frame);
        var last = boxes.Max(box => box.Frame);
        for (var number = first; number <= last; number += every)
        {
            yield return new MotFrame(number, byFrame[number]);
        }
    }

    /// <summary>Whether it is one of these frames.</summary>
    public static bool IsLookedAt(int number, int first, int every) => number >= first && (number - first) % every == 0;
}
