using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>
/// A thing that lies in the scene, known by its look: the background takes it in meanwhile, and light, hours and passers-by do not
/// make another one of it.
/// </summary>
internal sealed class Thing
{
    private const float Alike = 0.6f;

    /// <summary>Cells round it that are looked at with it, so that its border is.</summary>
    private const int Ring = 3;

    private readonly SceneWatch _watch;
    private readonly ThingOutlines _outlines;
    private ScenePatch _look;
    private ScenePatch? _before;
    private float _outline;

    /// <param name="watch">Of the scene.</param>
    /// <param name="outlines">Of the same.</param>
    /// <param name="cells">It takes up.</param>
    /// <param name="score">How clear it is, 0–1.</param>
    public Thing(SceneWatch watch, ThingOutlines outlines, ReadOnlySpan<int> cells, float score)
    {
        (_watch, _outlines) = (watch, outlines);
        _look = Place(cells, score);
        (_before, _outline) = (PatchOf(watch.Background!.Usual, _look.Area, cells), outlines.Of(cells));
    }

    public int[] Cells { get; private set; } = [];

    public BoundingBox Box { get; private set; }

    public float Score { get; private set; }

    public ThingState State { get; private set; } = ThingState.Present;

    /// <summary>How long it has lain there, moments out of sight among them.</summary>
    public required TimeSpan Still { get; set; }

    /// <summary>In the state in which it is.</summary>
    public TimeSpan InState { get; private set; }

    /// <summary>A person or a vehicle that the detector has lost, by its place and outline: it is followed and never told.</summary>
    public required bool IsSomebody { get; init; }

    /// <summary>Who was and is with it.</summary>
    public required Attendance Attendance { get; init; }

    /// <summary>Its event has been, or is being told.</summary>
    public bool IsTold { get; set; }

    /// <summary>It is there no more.</summary>
    public bool IsTaken { get; private set; }

    /// <param name="gone">For so long it is gone before it is taken.</param>
    public void See(TimeSpan gone)
    {
        var (before, elapsed) = (State, _watch.Elapsed);
        State = StateNow();
        InState = State == before ? InState + elapsed : elapsed;

        // Hidden or in doubt for a while, and there again: it was there all the time.
        Still += elapsed;
        if (State == ThingState.Present)
        {
            _look.Follow(_watch.Background!.Lately, (float)Math.Min(1, elapsed.TotalSeconds / 10));
        }
        else if (State == ThingState.Gone && InState >= gone)
        {
            IsTaken = true;
        }
        else if (State == ThingState.Changed && InState >= gone && IsSteady())
        {
            Settle();
        }
    }

    /// <summary>It lies otherwise: fallen over, pushed, opened.</summary>
    public void Move(ReadOnlySpan<int> cells, float score)
    {
        _look = Place(cells, score);
        (_before, _outline) = (PatchOf(_watch.Background!.Usual, _look.Area, cells), _outlines.Of(cells));
        (State, InState) = (ThingState.Present, TimeSpan.Zero);
    }

    /// <summary>Another size of map: the same box in it, looking as it does now.</summary>
    public void Refit()
    {
        var background = _watch.Background!;
        var area = CellArea.Of(Box, background.Width, background.Height);
        int[] cells = [.. Enumerable.Range(0, area.Count).Select(i => ((area.Top + (i / area.Width)) * background.Width) + area.Left + (i % area.Width))];
        _look = Place(cells, Score);
        (_before, _outline) = (null, 0);
    }

    /// <summary>What is found there is this thing, or more or less of it: they overlap, or its middle lies within a quarter of the thing's size.</summary>
    public bool MayBe(in BoundingBox found)
    {
        var middle = new NormalizedPoint(found.X + (found.Width / 2), found.Y + (found.Height / 2));
        var (reachX, reachY) = (Box.Width * 0.25f, Box.Height * 0.25f);
        return Box.IntersectionOverUnion(found) > 0.1f
            || (middle.X >= Box.X - reachX && middle.X <= Box.Right + reachX && middle.Y >= Box.Y - reachY && middle.Y <= Box.Bottom + reachY);
    }

    private ThingState StateNow()
    {
        if (_look.InView(_watch.Occupied) < 0.7f)
        {
            return ThingState.Hidden;
        }

        var lately = _watch.Background!.Lately;
        var alike = _look.Likeness(lately, _watch.Occupied);
        var empty = _before?.Likeness(lately, _watch.Occupied) ?? 0;
        return empty > Alike && empty > alike + 0.1f ? ThingState.Gone : alike >= Alike ? ThingState.Present : ThingState.Changed;
    }

    /// <summary>What looks otherwise for good is there still where it has its outline, in another light, or with snow on it.</summary>
    private void Settle()
    {
        IsTaken = HasNoOutline();
        if (!IsTaken)
        {
            _look.Take(_watch.Background!.Lately);
        }
    }

    private bool IsSteady()
    {
        var steady = 0;
        foreach (var cell in Cells)
        {
            steady += _watch.Background!.IsSteady(cell) ? 1 : 0;
        }

        return steady >= 0.7 * Cells.Length;
    }

    /// <summary>
    /// Whether most of its border can no longer be seen, though nobody is before it. After another size of map nobody knows its border, nor
    /// what its place looked like before: what looks otherwise for good is then gone, so that it can end at all.
    /// </summary>
    private bool HasNoOutline() => _outline == 0 || _outlines.Of(Cells) < 0.4f * _outline;

    private ScenePatch Place(ReadOnlySpan<int> cells, float score)
    {
        var background = _watch.Background!;
        (Cells, Score) = (cells.ToArray(), score);
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        foreach (var cell in cells)
        {
            var (x, y) = (cell % background.Width, cell / background.Width);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        }

        var area = cells.Length == 0 ? default : new CellArea(left, top, right, bottom);
        Box = area.ToBox(background.Width, background.Height);
        return PatchOf(background.Lately, area.Grow(Ring, background.Width, background.Height), cells);
    }

    private ScenePatch PatchOf(ScenePlanes planes, CellArea area, ReadOnlySpan<int> cells)
    {
        var width = _watch.Background!.Width;
        return new ScenePatch(planes, width, area, ScenePatch.MaskOf(cells, area, width, Ring));
    }
}
