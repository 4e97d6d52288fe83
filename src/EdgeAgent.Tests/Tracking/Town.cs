using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>
/// A drawn place with known truth, harder than <see cref="Street"/>: people walk in depth, alone and in pairs, stop and turn, hide each
/// other and go behind a bus. The detector's errors last, the half hidden are narrow and doubtful, two who overlap may be one box, and there
/// are false boxes, some of them always at one place. Who is hidden is there all the same, as MOTChallenge has it.
/// </summary>
internal sealed class Town(int seed)
{
    public const double Aspect = 16.0 / 9;
    public const double FramesPerSecond = 25;

    private const double Step = 1 / FramesPerSecond;
    private const double Noise = 0.035;
    private const float Overlapping = 0.6f;

    private readonly Random _random = new(seed);
    private readonly List<Pedestrian> _people = [];
    private int _lastId;
    private double _busX = double.NaN;
    private double _busSpeed;
    private double _nextBus = 4;

    public int People { get; init; } = 10;

    /// <summary>Of somebody in the middle distance, in picture heights.</summary>
    public double Height { get; init; } = 0.35;

    public bool HasBus { get; init; }

    /// <summary>The camera turns to and fro by so much, in picture heights, and trembles.</summary>
    public double Pan { get; init; }

    private double Focus => 6 * Height;

    public List<TownFrame> Draw(double seconds)
    {
        for (var i = 0; i < People; i++)
        {
            _people.Add(Arrive(anywhere: true));
        }

        var places = Enumerable.Range(0, 1 + (People / 15)).Select(_ => (Box: Upright(0.15, 0.4), Chance: Between(0.05, 0.25))).ToList();
        return [.. Enumerable.Range(0, (int)(seconds * FramesPerSecond)).Select(frame => DrawFrame(frame * Step, places))];
    }

    private TownFrame DrawFrame(double time, List<(BoundingBox Box, double Chance)> places)
    {
        var tremble = Pan > 0 ? 0.01 : 0;
        var camera = (X: (Pan * Math.Sin(time / 2)) + (tremble * Math.Sin(time * 5)), Y: tremble / 2 * Math.Sin((time * 7) + 1));
        Move(time);
        var bus = DriveBus(time, camera.X);
        var nearestFirst = _people.Select(person => (Person: person, Box: person.BoxAt(time, Focus, camera))).OrderBy(seen => seen.Person.Z).ToList();
        var (truth, found) = (new List<(int, BoundingBox)>(), new List<(Domain.Detection Detection, int Clothes)>());
        for (var i = 0; i < nearestFirst.Count; i++)
        {
            var (person, whole) = nearestFirst[i];
            person.Err(Noise, Step);
            if (whole.X + (whole.Width / 2) is < 0 or > 1)
            {
                continue;
            }

            var box = whole.ClampToPicture();
            List<BoundingBox> nearer = [.. nearestFirst.Take(i).Select(seen => seen.Box), .. bus is { } b && person.Z > 5 ? [b] : Array.Empty<BoundingBox>()];
            var sight = Sight.Of(box, nearer);
            truth.Add((person.Id, box));

            if (Detect(person, box, whole.Height, sight) is { } detection)
            {
                found.Add((detection, person.Clothes));
            }
        }

        AddFalse(places, camera.X, found);
        AddDouble(nearestFirst.ConvertAll(seen => seen.Box), found);
        Suppress(found);
        return new TownFrame(
            time, truth, [.. found.Select(f => f.Detection)], [.. found.Select(f => f.Detection.Score >= 0.6f ? Wardrobe.Show(f.Clothes, _random) : default)]);
    }

    private void Move(double time)
    {
        foreach (var person in _people)
        {
            person.Walk(time, Step);
        }

        _people.RemoveAll(person => Math.Abs(person.X) > (Aspect / 2 * person.Z / Focus) + 0.8);
        while (_people.Count < People && _random.NextDouble() < 0.08)
        {
            _people.Add(Arrive(anywhere: false));
        }
    }

    private Pedestrian Arrive(bool anywhere)
    {
        if (_people.Count > 0 && _people[^1] is { Companion: null } companion && _random.Next(5) == 0)
        {
            var beside = Between(0.35, 0.6) * Side();
            return new Pedestrian(++_lastId, _random) { Companion = companion, Beside = beside, X = companion.X + beside, Z = companion.Z };
        }

        var z = Between(3.5, 11);
        var half = Aspect / 2 * z / Focus;
        var side = Side();

        // In own heights per second: most walk, some run, some only stand.
        var speed = Between(0.5, 1.1) * _random.NextDouble() switch { < 0.08 => 2.2, > 0.9 => 0.03, _ => 1 };
        var angle = 0.35 * Street.Gauss(_random);
        var wanted = (-side * speed * Math.Cos(angle), speed * Math.Sin(angle));
        var x = anywhere || speed < 0.1 ? Between(-half, half) : side * (half + 0.5);
        return new Pedestrian(++_lastId, _random) { X = x, Z = z, Wanted = wanted, Velocity = wanted };
    }

    private BoundingBox? DriveBus(double time, double camera)
    {
        if (!HasBus)
        {
            return null;
        }

        if (double.IsNaN(_busX))
        {
            if (time < _nextBus)
            {
                return null;
            }

            var side = Side();
            (_busX, _busSpeed) = (-1.1 * side, side * Between(0.25, 0.5));
        }

        _busX += _busSpeed * Step;
        var box = new BoundingBox((float)(_busX + 0.05 + (camera / Aspect)), 0.15f, 0.9f, 0.55f);
        if (Math.Abs(_busX) > 1.1)
        {
            (_busX, _nextBus) = (double.NaN, time + Between(3, 8));
        }

        return box;
    }

    private Domain.Detection? Detect(Pedestrian person, BoundingBox box, double height, Sight sight)
    {
        var e = person.Errors;
        var score = 0.97 - (height < 0.12 ? 0.15 : 0) - (1.2 * Math.Max(0, 0.8 - sight.Visible)) + (0.08 * e[4]) + (0.03 * Street.Gauss(_random));
        score -= person.Missed > 0 ? 0.35 : 0;
        if (score < 0.1 || sight.Visible < 0.25 || person.Missed > 0.12 || _random.NextDouble() < 0.03)
        {
            return null;
        }

        // The box of somebody half hidden follows what is visible of him, half the time, and is less exact.
        var isHalfHidden = sight.Visible < 0.75;
        var (left, right) = isHalfHidden && e[4] > 0 ? (0.6 * sight.HiddenLeft, 0.6 * sight.HiddenRight) : (0, 0);
        var unit = height * (isHalfHidden ? 1.7 : 1);
        return new Domain.Detection(0, (float)Math.Clamp(score, 0.05, 0.999), new BoundingBox(
            (float)(box.X + (left * box.Width) + (e[0] * unit / Aspect)),
            (float)(box.Y + (e[1] * unit)),
            (float)Math.Max(0.005, (box.Width * (1 - left - right)) + (e[2] * unit / Aspect)),
            (float)Math.Max(0.01, box.Height + (e[3] * unit))));
    }

    private void AddFalse(List<(BoundingBox Box, double Chance)> places, double camera, List<(Domain.Detection Detection, int Clothes)> found)
    {
        foreach (var (box, _) in places.Where(place => _random.NextDouble() < place.Chance))
        {
            var x = box.X + (float)((camera / Aspect) + (0.01 * Street.Gauss(_random)));
            found.Add((new Domain.Detection(0, (float)Between(0.2, 0.85), box with { X = x }), _random.Next(Wardrobe.Size)));
        }

        if (_random.NextDouble() < 0.03 + (People / 200.0))
        {
            found.Add((new Domain.Detection(0, (float)Between(0.15, 0.97), Upright(0.1, 0.5)), _random.Next(Wardrobe.Size)));
        }
    }

    /// <summary>Two who overlap are now and then one box.</summary>
    private void AddDouble(List<BoundingBox> boxes, List<(Domain.Detection Detection, int Clothes)> found)
    {
        for (var i = 0; i + 1 < boxes.Count; i++)
        {
            var (a, b) = (boxes[i], boxes[i + 1]);
            if (a.IntersectionOverUnion(b) > 0.2 && _random.NextDouble() < 0.1)
            {
                var (x, y) = (Math.Min(a.X, b.X), Math.Min(a.Y, b.Y));
                var both = new BoundingBox(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
                found.Add((new Domain.Detection(0, (float)Between(0.3, 0.9), both), _random.Next(Wardrobe.Size)));
            }
        }
    }

    private static void Suppress(List<(Domain.Detection Detection, int Clothes)> found)
    {
        found.Sort(static (a, b) => b.Detection.Score.CompareTo(a.Detection.Score));
        for (var i = 0; i < found.Count; i++)
        {
            var box = found[i].Detection.Box;
            for (var j = found.Count - 1; j > i; j--)
            {
                if (found[j].Detection.Box.IntersectionOverUnion(box) >= Overlapping)
                {
                    found.RemoveAt(j);
                }
            }
        }
    }

    private BoundingBox Upright(double smallest, double largest)
    {
        var height = Between(smallest, largest);
        return new BoundingBox((float)Between(0, 0.95), (float)Between(0, 1 - height), (float)(height * 0.4 / Aspect), (float)height);
    }

    private double Between(double least, double most) => least + ((most - least) * _random.NextDouble());

    private int Side() => _random.Next(2) == 0 ? 1 : -1;
}
