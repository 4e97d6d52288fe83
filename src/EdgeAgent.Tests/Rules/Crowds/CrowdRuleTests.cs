using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Crowds;

public sealed class CrowdRuleTests
{
    private readonly Yard _yard = new(rule: new CrowdOptions { Id = "r", Zone = "yard", Persons = 4 });

    [Fact]
    public void More_persons_than_set_for_five_seconds_are_a_crowd()
    {
        _yard.SeeFrom(0, 10, Persons(4)).SeeFrom(10.1, 20, Persons(5));
        Assert.Equal([(EventPhase.Start, 15.1, null)], _yard.Story);
        Assert.Equal((5, Yard.Person, 5), (_yard.Signals[0].Detail!.Count, _yard.Signals[0].ClassId, _yard.Signals[0].Tracks.Length));
    }

    [Fact]
    public void Only_persons_inside_count()
    {
        _yard.SeeFrom(0, 10, [.. Persons(4), Yard.Track(0.2, id: 50), Yard.Track(0.7, id: 51, classId: Yard.Car)]);
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Somebody_hidden_for_a_moment_still_counts()
    {
        _yard.Draw(time => Persons(5, hidden: (int)(time * 10) % 5), 0, 6);
        Assert.Single(_yard.Signals);
    }

    [Fact]
    public void The_count_is_told_again_when_it_changes_at_most_every_five_seconds()
    {
        _yard.SeeFrom(0, 6, Persons(5)).Draw(time => Persons(time < 8 ? 6 : 40), 6.1, 20);
        Assert.Equal([(EventPhase.Start, 5), (EventPhase.Update, 10)], _yard.Story.Select(step => (step.Phase, step.Seconds)));
        Assert.Equal((40, 32), (_yard.Signals[1].Detail!.Count, _yard.Signals[1].Tracks.Length));
    }

    [Fact]
    public void It_ends_when_clearly_fewer_have_been_there_for_a_while()
    {
        // Four is no crowd, but not clearly fewer.
        _yard.SeeFrom(0, 6, Persons(5)).SeeFrom(6.1, 40, Persons(4));
        Assert.Equal(EventPhase.Update, _yard.Signals[^1].Phase);
        _yard.SeeFrom(40.1, 60, Persons(3));

        // Two seconds later the last one does not count any longer, and ten after that it is over.
        Assert.Equal((EventPhase.End, 52, "cleared"), _yard.Story.Select(step => (step.Phase, Math.Round(step.Seconds), step.Reason)).Last());
    }

    [Fact]
    public void Density_makes_the_number_by_the_size_of_the_zone()
    {
        // The zone covers half of the picture: more than five are too many.
        var yard = new Yard(rule: new CrowdOptions { Id = "r", Zone = "yard", PersonsPerHundredth = 0.1 });
        Assert.Empty(yard.SeeFrom(0, 10, Persons(5)).Signals);
        Assert.Single(yard.SeeFrom(10.1, 20, Persons(6)).Signals);
    }

    private static Track[] Persons(int count, int hidden = -1) =>
        [.. Enumerable.Range(0, count).Select(i => Yard.Track(0.55 + (i * 0.01), id: i + 1, state: i == hidden ? TrackState.Lost : TrackState.Confirmed))];
}
