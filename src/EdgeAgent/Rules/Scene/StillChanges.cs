using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// Finds what has changed in the scene and stays: groups of steady cells that differ from the background, with nobody before them.
/// What looks like a thing is listed for half a minute and then becomes background; ghosts and shadows become background at once.
/// </summary>
internal sealed class StillChanges
{
    /// <summary>For so long a rule can see it; rules keep what they found by its look.</summary>
    private const float ListedSeconds = 30;

    /// <summary>Fewer cells are a leaf or a paper; at 320 cells a row, a hand's breadth at twenty metres.</summary>
    private const int FewestCells = 12;

    /// <summary>A part of an object that looks like the ground does not split it.</summary>
    private const int Gap = 2;

    private readonly List<StillChange> _things = [];
    private readonly GhostFill _fill = new();
    private bool[] _still = [];
    private float[] _exposed = [];
    private int[] _marks = [];
    private int[] _cells = [];
    private int _count;
    private int _mark;

    /// <summary>What looks like a thing, valid until the next step.</summary>
    public IReadOnlyList<StillChange> Things => _things;

    public ReadOnlySpan<int> CellsOf(in StillChange change) => _cells.AsSpan(change.First, change.Count);

    public void Clear()
    {
        _things.Clear();
        Array.Clear(_exposed);
    }

    public void Find(SceneBackground background, SceneMap scene, Occupancy occupied, TimeSpan elapsed)
    {
        _things.Clear();
        Fit(scene);
        if (!Mark(background, occupied, (float)elapsed.TotalSeconds))
        {
            return;
        }

        _fill.Absorb(background, occupied, _still);
        (_count, _mark) = (0, 0);
        Array.Clear(_marks);
        for (var i = 0; i < _still.Length; i++)
        {
            if (_still[i] && _marks[i] == 0)
            {
                Judge(background, occupied, Group(i, background.Width, background.Height));
            }
        }
    }

    private void Fit(SceneMap scene)
    {
        var count = scene.Width * scene.Height;
        if (_still.Length != count)
        {
            (_still, _exposed, _marks, _cells) = (new bool[count], new float[count], new int[count], new int[count]);
        }
    }

    private bool Mark(SceneBackground background, Occupancy occupied, float seconds)
    {
        var any = false;
        var changed = background.Changed;
        for (var i = 0; i < _still.Length; i++)
        {
            var still = changed[i] && !occupied[i] && background.IsSteady(i);
            _still[i] = still;
            any |= still;
            _exposed[i] = still ? _exposed[i] + seconds : changed[i] ? _exposed[i] : 0;
        }

        return any;
    }

    /// <summary>All still cells that are connected with one, a small gap allowed.</summary>
    private StillChange Group(int seed, int width, int height)
    {
        var (first, mark) = (_count, ++_mark);
        _cells[_count++] = seed;
        _marks[seed] = mark;
        var (left, top, right, bottom) = (seed % width, seed / width, seed % width, seed / width);
        for (var next = first; next < _count; next++)
        {
            var (x, y) = (_cells[next] % width, _cells[next] / width);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            for (var ny = Math.Max(0, y - Gap); ny <= Math.Min(height - 1, y + Gap); ny++)
            {
                for (var nx = Math.Max(0, x - Gap); nx <= Math.Min(width - 1, x + Gap); nx++)
                {
                    var neighbour = (ny * width) + nx;
                    if (_still[neighbour] && _marks[neighbour] == 0)
                    {
                        _marks[neighbour] = mark;
                        _cells[_count++] = neighbour;
                    }
                }
            }
        }

        return new StillChange(new CellArea(left, top, right + 1, bottom + 1), first, _count - first, 0, false, 0);
    }

    private void Judge(SceneBackground background, Occupancy occupied, StillChange change)
    {
        var cells = CellsOf(change);
        var (exposed, age, known) = (0f, 0f, 0);
        foreach (var cell in cells)
        {
            exposed += _exposed[cell];
            age += background.Age[cell];
            known += background.IsKnown(cell) ? 1 : 0;
        }

        change = change with { AgeSeconds = age / cells.Length, IsKnown = known * 2 > cells.Length };
        var verdict = ChangeVerdict.Unclear;
        if (cells.Length >= FewestCells)
        {
            (verdict, var score) = VerdictOn(background, occupied, change);
            change = change with { Score = score };
            if (verdict == ChangeVerdict.Hidden)
            {
                return;
            }
        }

        // Where the background is not known, a thing may lie in one group with the ghost of who brought it: the fill takes the ghost away.
        var isNothing = verdict == ChangeVerdict.Shadow || (verdict == ChangeVerdict.Ghost && change.IsKnown);
        if (isNothing || exposed / cells.Length > ListedSeconds)
        {
            foreach (var cell in cells)
            {
                background.Absorb(cell);
                _exposed[cell] = 0;
            }
        }

        if (verdict == ChangeVerdict.Thing)
        {
            _things.Add(change);
        }
    }

    private (ChangeVerdict Verdict, float Score) VerdictOn(SceneBackground background, Occupancy occupied, in StillChange change)
    {
        var (now, usual, inView, hidden) = ChangeOutline.Measure(background, occupied, CellsOf(change), _marks, _marks[_cells[change.First]]);
        if (hidden > 0.1f)
        {
            return (ChangeVerdict.Hidden, 0);
        }

        if (inView < 0.35f)
        {
            return (ChangeVerdict.Unclear, 0);
        }

        // Where the background was never seen alone, what left the scene is as likely as what came.
        var needed = change.IsKnown ? (usual * 1.15f) + 4 : (usual * 1.3f) + 8;
        if (now < needed)
        {
            return (ChangeVerdict.Ghost, 0);
        }

        return ShadowTest.IsShadow(background, CellsOf(change)) ? (ChangeVerdict.Shadow, 0) : (ChangeVerdict.Thing, (now - usual) / (now + usual + 4));
    }
}
