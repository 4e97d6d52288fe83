using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tracks;

/// <summary>A rule that follows tracks.</summary>
internal abstract class TrackRule<T>(RuleOptions rule, RuleContext context, IReadOnlySet<int> classIds, double lostSeconds)
    : TrackFollower<T>(classIds, lostSeconds), IRule
    where T : Subject
{
    protected RuleOptions Rule => rule;

    protected RuleContext Context => context;

    protected override void Meet(in Track track, bool counts) => context.Trace?.NoteClass(rule.Id, track.Id, counts);

    /// <summary>How near a track came to firing: see <see cref="RuleTrace.Note"/>.</summary>
    protected void Note(int track, int step, string condition, double value, double needed) =>
        context.Trace?.Note(rule.Id, track, step, condition, value, needed);
}
