using System.Runtime.CompilerServices;

namespace EdgeAgent.Domain;

/// <summary>The points of one person in one picture, without a place of its own on the heap.</summary>
internal struct Pose
{
    /// <summary>Points of a body.</summary>
    public const int Count = (int)BodyPoint.RightAnkle + 1;

    private Points _points;

    public Keypoint this[BodyPoint point]
    {
        readonly get => _points[(int)point];
        set => _points[(int)point] = value;
    }

    /// <summary>The mean of all scores: how much of a person there is.</summary>
    public readonly float Score
    {
        get
        {
            var sum = 0f;
            foreach (var point in _points)
            {
                sum += point.Score;
            }

            return sum / Count;
        }
    }

    [InlineArray(Count)]
    private struct Points
    {
        private Keypoint _first;
    }
}
