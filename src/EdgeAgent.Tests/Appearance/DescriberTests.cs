using CsCheck;
using EdgeAgent.Appearance.Colors;
using EdgeAgent.Appearance.Views;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance;

public sealed class DescriberTests : IDisposable
{
    private const int Car = 1;
    private const int Backpack = 2;
    private const int Bench = 3;

    private static readonly string[] Labels = ["person", "car", "backpack", "bench"];
    private static readonly BoundingBox Box = new(0.4f, 0.3f, 0.12f, 0.6f);

    private readonly DrawnScene _scene = new DrawnScene().Street().Person(Box, "c01020", "1f4e9e");
    private readonly Describer _describer = new(Labels);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Somebody_in_sight_is_described()
    {
        Observe(0, Some.Track(1, Box));
        var seen = Assert.Single(_describer.Appearances);
        Assert.Equal((1, ObjectKind.Person), (seen.Track, seen.Appearance.Kind));
        Assert.Equal(("red", "blue"), (seen.Appearance.Tops.ToString(), seen.Appearance.Bottoms.ToString()));
        Assert.Equal(default(MediaTime), seen.FirstClearView);
        Assert.True(seen.Appearance.Body.IsUnknown);
    }

    [Fact]
    public void Before_any_view_colours_are_unknown()
    {
        Observe(0, Some.Track(1, Box with { Height = 0.05f }));
        var seen = Assert.Single(_describer.Appearances);
        Assert.True(seen.Appearance.Tops.IsUnknown && seen.Appearance.Bottoms.IsUnknown);
        Assert.Null(seen.FirstClearView);
    }

    [Fact]
    public void A_vehicle_has_a_body_and_no_garments()
    {
        _scene.Fill(Box, "c01020");
        Observe(0, Some.Track(1, Box, classId: Car));
        var car = Assert.Single(_describer.Appearances).Appearance;
        Assert.Equal((ObjectKind.Car, "red"), (car.Kind, car.Body.ToString()));
        Assert.True(car.Tops.IsUnknown && car.Bottoms.IsUnknown);
        Assert.Equal(Company.Unknown, car.Company);
    }

    [Fact]
    public void Things_are_not_described() => AssertNobody(Some.Track(1, Box, classId: Bench), Some.Track(2, Box, classId: Backpack));

    [Fact]
    public void Nor_are_those_that_are_not_confirmed_yet_or_lost() =>
        AssertNobody(Some.Track(1, Box, state: TrackState.Tentative), Some.Track(2, Box, state: TrackState.Lost), Some.Track(3, Box, state: TrackState.Removed));

    [Fact]
    public void A_model_that_knows_no_persons_describes_its_vehicles()
    {
        var describer = new Describer(["truck", "bird"]);
        describer.Observe(_scene.Frame, [Some.Track(1, Box), Some.Track(2, Box, classId: 1)]);
        Assert.Equal(ObjectKind.Truck, Assert.Single(describer.Appearances).Appearance.Kind);
    }

    [Fact]
    public void Who_is_gone_is_told_once_more_and_forgotten()
    {
        Observe(0, Some.Track(1, Box));
        Observe(1, Some.Track(1, Box, 0, state: TrackState.Removed));
        Assert.Equal("red", Assert.Single(_describer.Appearances).Appearance.Tops.ToString());
        Observe(2);
        Assert.Empty(_describer.Appearances);
        Observe(3, Some.Track(1, Box, 0, state: TrackState.Removed));
        Assert.Empty(_describer.Appearances);
    }

    [Fact]
    public void Another_scene_begins_with_nothing()
    {
        Observe(0, Some.Track(1, Box));
        _describer.Forget();
        Assert.Empty(_describer.Appearances);
        Observe(1, Some.Track(1, Box, 1, state: TrackState.Removed));
        Assert.Empty(_describer.Appearances);
    }

    [Fact]
    public void In_infrared_light_colours_are_unknown_and_never_grey()
    {
        using var night = new DrawnScene().Fill(new(0, 0, 1, 1), "505050").Person(Box, "b0b0b0", "282828").Fill(Box with { Height = 0.08f }, "808080");
        for (var i = 0; i < 10; i++)
        {
            var time = i / 5.0;
            night.Frame.Time = MediaTime.FromSeconds(time);
            _describer.Observe(night.Frame, [Some.Track(1, Box, time)]);
        }

        var seen = Assert.Single(_describer.Appearances).Appearance;
        Assert.True(seen.Tops.IsUnknown && seen.Bottoms.IsUnknown);
        Assert.Equal(Company.Unknown, seen.Company);
    }

    [Fact]
    public void It_looks_at_eight_in_a_frame_and_at_everybody_in_a_few()
    {
        using var scene = new DrawnScene(1280, 720).Street();
        var boxes = Enumerable.Range(0, 20).Select(i => new BoundingBox(0.02f + (0.096f * (i % 10)), i < 10 ? 0.2f : 0.6f, 0.06f, 0.3f)).ToList();
        boxes.ForEach(box => scene.Person(box, "c01020", "1f4e9e"));
        List<int> known = [];
        for (var i = 0; i < 3; i++)
        {
            scene.Frame.Time = MediaTime.FromSeconds(i / 5.0);
            _describer.Observe(scene.Frame, [.. boxes.Select((box, id) => Some.Track(id + 1, box, i / 5.0))]);
            known.Add(_describer.Appearances.Count(seen => !seen.Appearance.Tops.IsUnknown));
        }

        Assert.Equal([8, 16, 20], known);
    }

    [Fact]
    public void Who_carries_what_comes_along_is_described_with_it()
    {
        for (var i = 0; i <= 20; i++)
        {
            var (person, time) = (Some.Standing(0.3 + (0.02 * i), 0.8), i / 5.0);
            Observe(time, Some.Track(1, person, time), Some.Track(2, new(person.X, person.Y + 0.04f, 0.03f, 0.06f), time, Backpack));
        }

        var seen = Assert.Single(_describer.Appearances).Appearance;
        Assert.Equal((Carried.Backpack, Heading.Right, Company.Alone), (seen.Carried, seen.Heading, seen.Company));
    }

    [Fact]
    public void A_box_that_is_none_costs_a_view_and_spoils_no_other()
    {
        Observe(0, Some.Track(1, Box with { X = float.NaN }));
        Observe(0.2, Some.Track(1, new(float.NegativeInfinity, 0, float.PositiveInfinity, 1), 0.2));
        Observe(0.4, Some.Track(1, Box, 0.4), Some.Track(2, Box with { X = float.NaN, Y = 0.4f }, 0.4));
        Assert.Equal("red", _describer.Appearances.Single(seen => seen.Track == 1).Appearance.Tops.ToString());
    }

    [Fact]
    public void Whatever_tracks_come_it_tells_of_each_that_it_may()
    {
        var wild = Gen.OneOf(Gen.Float, Gen.Float[-1, 2]);
        var box = Gen.Select(wild, wild, wild, wild, (x, y, width, height) => new BoundingBox(x, y, width, height));
        var track = Gen.Select(box, Gen.Int[0, 3], Gen.Enum<TrackState>(), Gen.Double[-5, 5], wild, Gen.Bool);
        Gen.Select(Gen.Double[-5, 5], track.Array[0, 12]).List[1, 8].Sample(
            frames =>
            {
                using var frame = new DrawnScene(33, 21).Street();
                var describer = new Describer(Labels);
                foreach (var (time, made) in frames)
                {
                    Track[] tracks = [.. made.Select((t, id) => Some.Track(id + 1, t.Item1, t.Item4, t.Item2, t.Item5, t.Item3, t.Item6))];
                    frame.Frame.Time = MediaTime.FromSeconds(time);
                    describer.Observe(frame.Frame, tracks);
                    Assert.All(
                        tracks.Where(t => t.State == TrackState.Confirmed && t.ClassId is Some.Person or Car),
                        t => Assert.Contains(t.Id, describer.Appearances.Select(seen => seen.Track)));
                }
            },
            iter: 1000);
    }

    [Fact]
    public void While_the_same_people_stay_in_sight_it_allocates_nothing()
    {
        var tracks = new List<Track>();
        void Look(int i)
        {
            var time = i / 5.0;
            tracks.Clear();
            for (var id = 1; id <= 12; id++)
            {
                tracks.Add(Some.Track(id, Box with { X = 0.05f * id }, time, id == 12 ? Backpack : id % 2));
            }

            _scene.Frame.Time = MediaTime.FromSeconds(time);
            _describer.Observe(_scene.Frame, tracks);
        }

        for (var i = 0; i < 20; i++)
        {
            Look(i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 20; i < 120; i++)
        {
            Look(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void AssertNobody(params Track[] tracks)
    {
        _describer.Observe(_scene.Frame, tracks);
        Assert.Empty(_describer.Appearances);
    }

    private void Observe(double seconds, params Track[] tracks)
    {
        _scene.Frame.Time = MediaTime.FromSeconds(seconds);
        _describer.Observe(_scene.Frame, tracks);
    }
}
