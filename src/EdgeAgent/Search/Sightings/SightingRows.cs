using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Sightings;

/// <summary>The rows of the file, over one connection.</summary>
internal sealed class SightingRows(SqliteConnection connection) : IDisposable
{
    public const int FromIsSynced = 1;
    public const int ToIsSynced = 2;
    public const int BestIsSynced = 4;
    public const int AllSynced = FromIsSynced | ToIsSynced | BestIsSynced;

    private const string Columns =
        "uuid, camera, track, boot_id, from_ns, to_ns, best_ns, from_ms, to_ms, best_ms, clock, appearance, height, box_x, box_y, box_width, box_height, crop";

    private readonly SqliteCommand _insert = SqliteFile.Command(
        connection,
        $"""
        INSERT INTO sightings ({Columns}) VALUES ($uuid, $camera, $track, $boot, $from_ns, $to_ns, $best_ns, $from, $to, $best, $clock, $appearance,
            $height, $x, $y, $w, $h, $crop)
        """);

    private readonly SqliteCommand _select = SqliteFile.Command(connection, $"SELECT {Columns} FROM sightings WHERE id = $id", ("$id", 0L));
    private readonly Dictionary<CameraId, long> _numbers = [];
    private readonly Dictionary<long, CameraId> _cameras = [];

    /// <summary>Throws where the tables are not what they should be.</summary>
    public static void Check(SqliteConnection connection)
    {
        string[] looks =
        [
            $"SELECT id, {Columns} FROM sightings ORDER BY id DESC LIMIT 1",
            "SELECT first, last, from_ms, to_ms, synced_ms, unsynced FROM blocks ORDER BY first DESC LIMIT 1",
            "SELECT first, checksum, shapes FROM block_shapes ORDER BY first DESC LIMIT 1",
            "SELECT first, checksum, extras FROM block_extras ORDER BY first DESC LIMIT 1",
            "SELECT first, checksum, times FROM block_times ORDER BY first DESC LIMIT 1",
            "SELECT number, id FROM cameras",
        ];
        foreach (var look in looks)
        {
            SqliteFile.Execute(connection, look);
        }
    }

    public void Insert(Sighting sighting)
    {
        var clock = (sighting.FromUtc.Synchronised ? FromIsSynced : 0) | (sighting.ToUtc.Synchronised ? ToIsSynced : 0)
            | (sighting.BestUtc.Synchronised ? BestIsSynced : 0);
        var box = sighting.BestBox;
        Set(0, "$uuid", sighting.Id.ToByteArray(bigEndian: true));
        Set(1, "$camera", NumberOf(sighting.Camera));
        Set(2, "$track", sighting.Track);
        Set(3, "$boot", sighting.BootId.ToByteArray(bigEndian: true));
        Set(4, "$from_ns", sighting.From.Nanoseconds);
        Set(5, "$to_ns", sighting.To.Nanoseconds);
        Set(6, "$best_ns", sighting.BestTime.Nanoseconds);
        Set(7, "$from", sighting.FromUtc.Value.ToUnixTimeMilliseconds());
        Set(8, "$to", sighting.ToUtc.Value.ToUnixTimeMilliseconds());
        Set(9, "$best", sighting.BestUtc.Value.ToUnixTimeMilliseconds());
        Set(10, "$clock", clock);
        Set(11, "$appearance", SightingShape.Normalise(sighting.Appearance).Pack());
        Set(12, "$height", sighting.HeightMeters is { } height && float.IsFinite(height) ? height : DBNull.Value);
        Set(13, "$x", Finite(box.X));
        Set(14, "$y", Finite(box.Y));
        Set(15, "$w", Finite(box.Width));
        Set(16, "$h", Finite(box.Height));
        Set(17, "$crop", (object?)sighting.Crop ?? DBNull.Value);
        _insert.ExecuteNonQuery();
    }

    public Sighting Read(long row)
    {
        _select.Parameters[0].Value = row;
        using var reader = _select.ExecuteReader();
        if (!reader.Read())
        {
            throw new FormatException($"sighting {row} has a place in a block and no row");
        }

        var clock = reader.GetInt32(10);
        return new Sighting
        {
            Id = new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true),
            Camera = CameraOf(reader.GetInt64(1)),
            Track = reader.GetInt32(2),
            BootId = new Guid(reader.GetFieldValue<byte[]>(3), bigEndian: true),
            From = new MediaTime(reader.GetInt64(4)),
            To = new MediaTime(reader.GetInt64(5)),
            BestTime = new MediaTime(reader.GetInt64(6)),
            FromUtc = Utc(7, FromIsSynced),
            ToUtc = Utc(8, ToIsSynced),
            BestUtc = Utc(9, BestIsSynced),
            Appearance = Domain.Appearance.Unpack(reader.GetInt64(11)),
            HeightMeters = reader.IsDBNull(12) ? null : reader.GetFloat(12),
            BestBox = new BoundingBox(reader.GetFloat(13), reader.GetFloat(14), reader.GetFloat(15), reader.GetFloat(16)),
            Crop = reader.IsDBNull(17) ? null : reader.GetString(17),
        };

        UtcTime Utc(int column, int bit) => new(DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column)), (clock & bit) != 0);
    }

    /// <summary>Null where nothing of it was ever seen.</summary>
    public long? FindNumber(CameraId camera)
    {
        using var command = SqliteFile.Command(connection, "SELECT number FROM cameras WHERE id = $id", ("$id", camera.Value));
        return (long?)command.ExecuteScalar();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
    }

    // What is no number would stand as nothing in its row, which could not be read again.
    private static double Finite(float value) => float.IsFinite(value) ? value : 0;

    private void Set(int index, string name, object value)
    {
        if (index == _insert.Parameters.Count)
        {
            _insert.Parameters.AddWithValue(name, value);
        }
        else
        {
            _insert.Parameters[index].Value = value;
        }
    }

    private long NumberOf(CameraId camera)
    {
        if (!_numbers.TryGetValue(camera, out var number))
        {
            using var command = SqliteFile.Command(
                connection, "INSERT INTO cameras(id) VALUES ($id) ON CONFLICT DO NOTHING; SELECT number FROM cameras WHERE id = $id", ("$id", camera.Value));
            number = (long)command.ExecuteScalar()!;
            if (number > SightingShape.MaximumCamera)
            {
                throw new FormatException($"{number} cameras");
            }

            _numbers[camera] = number;
        }

        return number;
    }

    private CameraId CameraOf(long number)
    {
        if (!_cameras.TryGetValue(number, out var camera))
        {
            using var command = SqliteFile.Command(connection, "SELECT id FROM cameras WHERE number = $number", ("$number", number));
            camera = new CameraId(command.ExecuteScalar() as string ?? throw new FormatException($"there is no camera {number}"));
            _cameras[number] = camera;
        }

        return camera;
    }
}
