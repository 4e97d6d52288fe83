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
        var index = IndexOf(classId);
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

    // Not FindIndex: its closure would be made on every call of Add.
    private readonly int IndexOf(int classId)
    {
        for (var i = 0; i < _others!.Count; i++)
        {
            if (_others[i].ClassId == classId)
            {
                return i;
            }
        }

        return -1;
    }
}
