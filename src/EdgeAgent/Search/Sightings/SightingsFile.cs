using EdgeAgent.Domain;
using EdgeAgent.Storage;

namespace EdgeAgent.Search.Sightings;

/// <summary>Searches the file of the sightings, also beside the agent that writes it: each search sees all that was committed before it.</summary>
internal static class SightingsFile
{
    public const string FileName = "sightings.db";

    /// <summary>The best in their order: the likelier first, of equal ones the one that was in view last, of those the one that came last.</summary>
    /// <exception cref="StorageException">The file is not there, damaged, or of a newer agent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such limit.</exception>
    public static IReadOnlyList<SightingMatch> Search(string path, SightingQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, SightingQuery.MaximumLimit);
        using var connection = SqliteFile.OpenToRead(path, SightingsSchema.Current);
        try
        {
            // One transaction: what retention takes meanwhile is there until its end.
            using var snapshot = connection.BeginTransaction(deferred: true);
            using var rows = new SightingRows(connection);
            var number = query.Camera is { } camera ? rows.FindNumber(camera) : null;
            if (query.Camera is not null && number is null)
            {
                return [];
            }

            var matcher = new DescriptionMatcher(query.Description);
            using var scan = new SightingScan(connection, query, new ShapeScore(matcher), number);
            return [.. scan.Run().Select(found => Match(rows.Read(found.Row), found, matcher))];
        }
        catch (Exception e) when (RenewableFile.IsFault(e))
        {
            throw RenewableFile.FaultOf(path, e);
        }
    }

    /// <summary>All that have ever seen something that was kept.</summary>
    /// <exception cref="StorageException">The file is not there, damaged, or of a newer agent.</exception>
    public static IReadOnlyList<CameraId> Cameras(string path)
    {
        using var connection = SqliteFile.OpenToRead(path, SightingsSchema.Current);
        try
        {
            using var command = SqliteFile.Command(connection, "SELECT id FROM cameras ORDER BY id");
            using var reader = command.ExecuteReader();
            List<CameraId> cameras = [];
            while (reader.Read())
            {
                cameras.Add(new CameraId(reader.GetString(0)));
            }

            return cameras;
        }
        catch (Exception e) when (RenewableFile.IsFault(e))
        {
            throw RenewableFile.FaultOf(path, e);
        }
    }

    private static SightingMatch Match(Sighting sighting, RankedRow found, DescriptionMatcher matcher) => new(
        sighting,
        found.LogLikelihoodRatio,
        matcher.Score(found.LogLikelihoodRatio),
        [.. matcher.Explain(sighting.Appearance)]);
}
