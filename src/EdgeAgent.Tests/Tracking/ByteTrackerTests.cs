using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

public sealed class ByteTrackerTests
{
    private const int Person = 0;
    private const int Bicycle = 1;

    private readonly List<Track> _tracks = [];
    private readonly ByteTracker _tracker = new(new TrackerOptions());

    [Fact]
    public void An_object_seen_once_is_tentative_and_seen_twice_is_confirmed()
    {
        Assert.Equal(TrackState.Tentative, Assert.Single(See(0, At(0.5f))).State);
        var track = Assert.Single(See(0.2, At(0.5f)));
        Assert.Equal((1, TrackState.Confirmed), (track.Id, track.State));
        Assert.Equal((MediaTime.FromSeconds(0), MediaTime.FromSeconds(0.2)), (track.FirstSeen, track.LastSeen));
    }

    [Fact]
    public void A_frame_delivered_twice_confirms_nothing()
    {
        See(1, At(0.5f));
        Assert.Equal(TrackState.Tentative, Assert.Single(See(1, At(0.5f))).State);
        Assert.Equal(1, _tracker.FramesOutOfOrder);
    }

    [Fact]
    public void A_false_detection_is_removed_and_its_id_is_not_used_again()
    {
        See(0, At(0.5f));
        Assert.Equal((1, TrackState.Removed), StateOf(Assert.Single(See(0.2))));
        Assert.Empty(See(0.4));
        Assert.Equal((2, TrackState.Tentative), StateOf(Assert.Single(See(0.6, At(0.5f)))));
    }

    [Fact]
    public void Who_comes_in_at_the_side_is_as_high_as_he_is_once_all_of_him_is_seen()
    {
        var whole = new BoundingBox(0, 0.3f, 0.1f, 0.5f);
        See(0, new Domain.Detection(Person, 0.8f, new BoundingBox(0, 0.35f, 0.06f, 0.22f)));

        var track = Assert.Single(See(0.2, new Domain.Detection(Person, 0.9f, whole)));

        Assert.Equal((1, TrackState.Confirmed), StateOf(track));
        Assert.InRange(track.Box.IntersectionOverUnion(whole), 0.99f, 1);
    }

    [Theory]
    [InlineData(0.3f, 0.45f, 0.8, true)]
    [InlineData(0.3f, 0.45f, 1.2, false)] // For too long.
    [InlineData(0.3f, 0.3f, 0.8, false)] // Who stands higher in the picture is behind.
    [InlineData(0.6f, 0.45f, 0.8, false)] // Nobody is before him.
    public void Who_is_lost_behind_somebody_nearer_is_hidden_for_a_second(float x, float y, double unseenSeconds, bool isHidden)
    {
        Domain.Detection[] both =
            [new(Person, 0.9f, new BoundingBox(0.32f, 0.42f, 0.08f, 0.3f)), new(Person, 0.9f, new BoundingBox(x, y, 0.13f, 0.4f))];
        See(0, both);
        See(0.2, both);
        See(0.4, both);

        var tracks = See(0.4 + unseenSeconds, both[1]);

        Assert.Equal((1, TrackState.Lost), StateOf(tracks[0]));
        Assert.Equal(isHidden, tracks[0].IsHidden);
        Assert.False(tracks[1].IsHidden);
    }

    [Fact]
    public void A_lost_track_is_remembered_for_its_seconds_and_removed_once()
    {
        See(0, At(0.5f));
        See(0.2, At(0.5f));
        Assert.Equal(TrackState.Lost, Assert.Single(See(0.4)).State);
        Assert.Equal(TrackState.Lost, Assert.Single(See(8.1)).State);
        Assert.Equal(TrackState.Removed, Assert.Single(See(8.3)).State);
        Assert.Empty(See(8.5));
    }

    [Fact]
    public void A_lost_track_comes_back_under_its_id()
    {
        See(0, At(0.5f));
        See(0.2, At(0.5f));
        See(0.4);
        Assert.Equal((1, TrackState.Confirmed), StateOf(Assert.Single(See(2.4, At(0.51f)))));
    }

    [Fact]
    public void A_pause_in_which_nobody_looked_is_shorter_than_a_stream_that_is_lost()
    {
        See(0, At(0.5f));
        See(0.2, At(0.5f));
        Assert.Equal([(1, TrackState.Confirmed)], See(15, At(0.5f)).Select(StateOf));

        // Who is not where they were has been out of sight for longer than anybody is remembered.
        See(30);
        Assert.Equal([(1, TrackState.Removed)], See(30.2).Select(StateOf));
    }

    [Fact]
    public void A_gap_longer_than_a_track_is_remembered_ends_it_even_if_something_stands_there()
    {
        See(0, At(0.5f));
        See(0.2, At(0.5f));
        var tracks = See(20.3, At(0.5f));
        Assert.Equal([(1, TrackState.Removed), (2, TrackState.Tentative)], tracks.Select(StateOf));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_track_lives_through_an_interruption_in_which_it_turned_round_but_no_track_turns_so_in_view(bool interrupted)
    {
        for (var i = 0; i <= 50; i++)
        {
            See(i / 25.0, At(0.3f + (0.004f * i)));
        }

        if (interrupted)
        {
            _tracker.Discontinuity();
        }

        Assert.Equal(interrupted ? 1 : 2, See(2.8, At(0.46f)).Count);
        Assert.Equal(interrupted ? TrackState.Confirmed : TrackState.Lost, _tracks[0].State);
    }

    [Fact]
    public void A_low_score_continues_a_track_that_was_missed_for_a_moment_but_brings_back_none_that_is_long_lost()
    {
        See(0, At(0.5f));
        See(0.2, At(0.5f));
        Assert.Equal(TrackState.Confirmed, Assert.Single(See(0.4, At(0.5f, score: 0.2f))).State);
        See(0.6);
        Assert.Equal(TrackState.Confirmed, Assert.Single(See(0.8, At(0.5f, score: 0.2f))).State);
        See(1.0);
        Assert.Equal(TrackState.Lost, Assert.Single(See(2.0, At(0.5f, score: 0.2f))).State);
    }

    [Fact]
    public void Scores_below_that_of_a_new_track_begin_none()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(See(i * 0.2, At(0.2f, score: 0.05f), At(0.5f, score: 0.3f), At(0.8f, score: 0.55f)));
        }

        Assert.Equal(0, _tracker.RejectedDetections);
    }

    [Fact]
    public void A_person_and_the_bicycle_that_is_pushed_do_not_swap()
    {
        for (var i = 0; i < 50; i++)
        {
            var person = new Domain.Detection(Person, 0.8f, new BoundingBox(0.2f + (i * 0.01f), 0.4f, 0.10f, 0.4f));
            var bicycle = new Domain.Detection(Bicycle, 0.8f, new BoundingBox(0.21f + (i * 0.01f), 0.5f, 0.14f, 0.3f));

            // The person is missed now and then, when the bicycle alone could be taken for it.
            See(i * 0.2, i % 7 == 5 ? [bicycle] : i % 7 == 3 ? [person] : [bicycle, person]);
            Assert.All(_tracks, track => Assert.Equal(track.Id == 1 ? Bicycle : Person, track.ClassId));
        }

        Assert.Equal([1, 2], _tracks.Select(track => track.Id));
    }

    [Fact]
    public void A_bicycle_that_appears_where_a_person_is_missed_is_not_that_person()
    {
        var person = new Domain.Detection(Person, 0.8f, new BoundingBox(0.2f, 0.4f, 0.10f, 0.4f));
        var bicycle = new Domain.Detection(Bicycle, 0.8f, new BoundingBox(0.21f, 0.5f, 0.14f, 0.3f));
        See(0, person);
        See(0.2, person);
        Assert.Equal([(1, TrackState.Lost), (2, TrackState.Tentative)], See(0.4, bicycle).Select(StateOf));
        Assert.Equal([Person, Bicycle], See(0.6, bicycle, person).Select(track => track.ClassId));
    }

    [Fact]
    public void A_van_that_is_now_and_then_called_a_truck_is_one_track_of_the_class_with_more_score()
    {
        const int Car = 2;
        const int Truck = 7;
        for (var i = 0; i < 30; i++)
        {
            See(i * 0.2, new Domain.Detection(i % 3 == 0 ? Truck : Car, 0.7f, new BoundingBox(0.3f + (i * 0.002f), 0.4f, 0.2f, 0.15f)));
        }

        Assert.Equal((1, Car, TrackState.Confirmed), (Assert.Single(_tracks).Id, _tracks[0].ClassId, _tracks[0].State));
    }

    [Theory]
    [InlineData(float.NaN, 0.4f, 0.1f, 0.4f, 0.9f, 0)]
    [InlineData(0.5f, 0.4f, float.PositiveInfinity, 0.4f, 0.9f, 0)]
    [InlineData(float.NegativeInfinity, 0.4f, 0.1f, 0.4f, 0.9f, 0)]
    [InlineData(0.5f, 0.4f, -0.1f, 0.4f, 0.9f, 0)]
    [InlineData(0.5f, 0.4f, 0.1f, 0f, 0.9f, 0)]
    [InlineData(0.5f, 3e30f, 0.1f, 0.4f, 0.9f, 0)]
    [InlineData(0.5f, 0.4f, 0.1f, 0.4f, float.NaN, 0)]
    [InlineData(0.5f, 0.4f, 0.1f, 0.4f, 1.5f, 0)]
    [InlineData(0.5f, 0.4f, 0.1f, 0.4f, 0.9f, -1)]
    public void An_impossible_detection_is_counted_and_disturbs_nothing(float x, float y, float width, float height, float score, int classId)
    {
        var impossible = new Domain.Detection(classId, score, new BoundingBox(x, y, width, height));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1, Assert.Single(See(i * 0.2, At(0.5f), impossible)).Id);
        }

        Assert.Equal(5, _tracker.RejectedDetections);
        Assert.True(float.IsFinite(_tracks[0].Box.Area));
    }

    [Fact]
    public void A_stream_that_comes_in_another_format_keeps_its_tracks_where_they_are()
    {
        for (var i = 0; i <= 10; i++)
        {
            See(i * 0.2, At(0.2f + (0.02f * i)));
        }

        var before = _tracks[0].Box;
        _tracker.Reshape(4.0 / 3);
        See(2, At(0.4f));
        Assert.Equal(before.X, _tracks[0].Box.X, 0.005f);
        Assert.Equal(before.Width, _tracks[0].Box.Width, 0.005f);
        See(2.6);
        Assert.Equal(0.46f, _tracks[0].Box.X, 0.01f);
        Assert.Equal((1, TrackState.Confirmed), StateOf(Assert.Single(See(3, At(0.5f)))));
    }

    [Fact]
    public void Who_walked_out_of_the_picture_is_forgotten_sooner_than_who_is_hidden_in_it()
    {
        for (var i = 0; i <= 10; i++)
        {
            See(i * 0.2, At(0.2f), At(0.75f + (0.02f * i)));
        }

        for (var i = 11; i < 50; i++)
        {
            See(i * 0.2);
            Assert.Equal(i < 26 ? [1, 2] : [1], _tracks.Select(track => track.Id));
        }
    }

    [Fact]
    public void A_thousand_boxes_in_a_frame_are_bounded_and_counted()
    {
        var options = new TrackerOptions();
        var random = new Random(1);
        var ids = new HashSet<int>();
        for (var frame = 0; frame < 6; frame++)
        {
            var boxes = Enumerable.Range(0, 1000).Select(_ => new Domain.Detection(
                Person, random.NextSingle(), new BoundingBox(random.NextSingle(), random.NextSingle(), 0.05f, 0.1f))).ToArray();
            _tracker.Update(MediaTime.FromSeconds(frame * 0.2), boxes, [.. boxes.Select((_, i) => Wardrobe.Show(i % Wardrobe.Size, random))], _tracks);
            Assert.InRange(_tracks.Count(track => track.State != TrackState.Removed), 1, options.MaximumTracks);
            ids.UnionWith(_tracks.Select(track => track.Id));
        }

        // A tenth of the thousand is below the low score.
        Assert.InRange(_tracker.RejectedDetections, 6 * 500, 6 * 900);
        Assert.Equal(ids.Count, ids.Max());
    }

    [Fact]
    public void A_clock_that_stands_still_or_jumps_back_holds_no_track_for_ever()
    {
        See(100, At(0.5f));
        See(100.2, At(0.5f));
        See(50, At(0.5f));
        Assert.Equal((1, TrackState.Confirmed), StateOf(Assert.Single(_tracks)));
        See(52);
        Assert.Equal(TrackState.Removed, Assert.Single(See(59)).State);
        Assert.Equal(1, _tracker.FramesOutOfOrder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_the_steady_state_it_allocates_nothing(bool withColors)
    {
        Domain.Detection[] detections = [At(0.2f), At(0.5f), At(0.8f), At(0.35f, score: 0.3f)];
        var random = new Random(1);
        ColorHistogram[] colors = withColors ? [.. detections.Select((_, i) => Wardrobe.Show(i, random))] : [];
        var frame = 0;
        void Run(int frames)
        {
            for (var end = frame + frames; frame < end; frame++)
            {
                _tracker.Update(MediaTime.FromSeconds(frame * 0.2), detections, colors, _tracks);
            }
        }

        Run(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Domain.Detection At(float x, float score = 0.9f) => new(Person, score, new BoundingBox(x, 0.4f, 0.1f, 0.4f));

    private static (int Id, TrackState State) StateOf(Track track) => (track.Id, track.State);

    private List<Track> See(double seconds, params Domain.Detection[] detections)
    {
        _tracker.Update(MediaTime.FromSeconds(seconds), detections, _tracks);
        return _tracks;
    }
}
