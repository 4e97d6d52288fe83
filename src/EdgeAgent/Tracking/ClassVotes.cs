namespace EdgeAgent.Tracking;

/// <summary>What a track's detections said it is: the class with the greatest sum of scores.</summary>
internal struct ClassVotes(int classId, float score)
{
    // Nearly every track is of one class for life, so that the list is made only for the others.
    private List<(int ClassId, double Weight)>? _others;
    private double _weight = score;

    public int Winner { get; private set; } = classId;

    public void Add(int classId, float score)
    {
        if (classId == Winner)
        {
            _weight += score;
            return;
        }

        _others ??= [];
        var index = _others.FindIndex(vote => vote.ClassId == classId);
        var weight = score + (index < 0 ? 0 : _others[index].Weight);
        var vote = (classId, weight);
        if (weight > _weight)
        {
            vote = (Winner, _weight);
            (Winner, _weight) = (classId, weight);
        }

        if (index < 0)
        {
            _others.Add(vote);
        }
        else
        {
            _others[index] = vote;
        }
    }
}
