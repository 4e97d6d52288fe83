using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>How well one track can be seen in one frame.</summary>
/// <param name="Size">0–1: from too small to tell anything to as large as helps.</param>
/// <param name="Whole">0–1: the part of its box that lies in the picture.</param>
/// <param name="Open">0–1: the part of its box that nothing nearer covers.</param>
/// <param name="Score">0–1: of the detector, which doubts what is blurred or hidden.</param>
internal readonly record struct ViewQuality(float Size, float Whole, float Open, float Score)
{
    // Pixels of height.
    private const float Smallest = 24;
    private const float LargeEnough = 160;
    private const float Clear = 48;

    private const float MostlyOpen = 0.75f;

    /// <summary>0–1: one number to compare views by.</summary>
    public float Value => Size * Whole * Whole * Open * Open * Score;

    /// <summary>A person who looked at it could say what it wears.</summary>
    public bool IsClear => Size >= SizeOf(Clear) && Whole > 0.9f && Open > MostlyOpen && Score >= 0.5f;

    /// <summary>Nothing nearer hides where it stands.</summary>
    public bool HasFeet => Open > MostlyOpen;

    /// <summary>Less than half of it, or next to nothing: it says more of others than of itself.</summary>
    public bool IsUseless => Size <= 0 || Whole < 0.5f || Open < 0.5f;

    /// <param name="track">In sight in this frame.</param>
    /// <param name="tracks">All of the frame.</param>
    /// <param name="pictureHeight">Pixels.</param>
    public static ViewQuality Of(in Track track, IReadOnlyList<Track> tracks, int pictureHeight)
    {
        var box = track.Sight;
        var area = box.Area;
        if (!(area > 0) || !float.IsFinite(area) || !float.IsFinite(box.X + box.Y) || !(track.Score > 0))
        {
            return default;
        }

        var whole = Math.Clamp(box.ClampToPicture().Area / area, 0, 1);
        return new ViewQuality(SizeOf(box.Height * pictureHeight), whole, 1 - CoveredPart(track, box, tracks), track.Score);
    }

    private static float SizeOf(float pixels) => Math.Clamp((pixels - Smallest) / (LargeEnough - Smallest), 0, 1);

    private static float CoveredPart(in Track track, in BoundingBox box, IReadOnlyList<Track> tracks)
    {
        var most = 0f;
        for (var i = 0; i < tracks.Count; i++)
        {
            // Who stands lower in the picture stands nearer.
            if (tracks[i] is var other && other.Id != track.Id && other.State == TrackState.Confirmed && other.Sight.Bottom > box.Bottom
                && other.Sight.Intersection(box) / box.Area is var part && part > most)
            {
                most = part;
            }
        }

        return Math.Min(most, 1);
    }
}
