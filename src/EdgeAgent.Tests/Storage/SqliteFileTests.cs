using EdgeAgent.Parts;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private static readonly SqliteSchema OneStep = new(1, ["CREATE TABLE a(x)"]);
    private static readonly SqliteSchema TwoSteps = new(1, ["CREATE TABLE a(x)", "CREATE TABLE b(x)"]);
    private static readonly SqliteSchema NextMajor = new(2, ["CREATE TABLE a(x)", "CREATE TABLE b(x)", "DROP TABLE a"]);

    private readonly TemporaryDirectory _directory = new();

    private string FilePath => _directory["deep/down/test.db"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_file_is_made_with_its_directory_and_brought_to_the_schema()
    {
        using var connection = SqliteFile.OpenAndMigrate(FilePath, TwoSteps);

        Assert.Equal(["a", "b"], Tables(connection));
        Assert.Equal("wal", Ask(connection, "PRAGMA journal_mode"));
        Assert.Equal(2L, Ask(connection, "PRAGMA synchronous"));
    }

    [Fact]
    public void An_older_file_gets_only_the_steps_that_it_lacks()
    {
        using (var older = SqliteFile.OpenAndMigrate(FilePath, OneStep))
        {
            SqliteFile.Execute(older, "INSERT INTO a VALUES (7)");
        }

        using var connection = SqliteFile.OpenAndMigrate(FilePath, TwoSteps);

        Assert.Equal(["a", "b"], Tables(connection));
        Assert.Equal(7L, Ask(connection, "SELECT x FROM a"));
    }

    [Fact]
    public void A_package_can_go_back_within_a_major_version()
    {
        SqliteFile.OpenAndMigrate(FilePath, TwoSteps).Dispose();

        using (var older = SqliteFile.OpenAndMigrate(FilePath, OneStep))
        {
            SqliteFile.Execute(older, "INSERT INTO a VALUES (7)");
        }

        using var connection = SqliteFile.OpenAndMigrate(FilePath, TwoSteps);
        Assert.Equal(7L, Ask(connection, "SELECT x FROM a"));
    }

    [Fact]
    public void A_file_of_a_newer_major_version_is_refused_with_both_versions()
    {
        SqliteFile.OpenAndMigrate(FilePath, NextMajor).Dispose();

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(FilePath, TwoSteps));

        Assert.Equal("storage/newer-version", fault.Problem.Code);
        Assert.Contains("2003", fault.Message, StringComparison.Ordinal);
        Assert.Contains("1002", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_major_version_takes_an_older_file_along()
    {
        SqliteFile.OpenAndMigrate(FilePath, TwoSteps).Dispose();

        using var connection = SqliteFile.OpenAndMigrate(FilePath, NextMajor);

        Assert.Equal(["b"], Tables(connection));
    }

    [Fact]
    public void A_failing_step_leaves_the_file_as_it_was()
    {
        SqliteFile.OpenAndMigrate(FilePath, OneStep).Dispose();

        Assert.Throws<StorageException>(
            () => SqliteFile.OpenAndMigrate(FilePath, new SqliteSchema(1, ["CREATE TABLE a(x)", "CREATE TABLE c(x)", "nonsense"])));

        using var connection = SqliteFile.OpenAndMigrate(FilePath, OneStep);
        Assert.Equal(["a"], Tables(connection));
    }

    [Fact]
    public void A_file_that_is_no_database_is_reported_as_corrupt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, new string('x', 10_000));

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(FilePath, OneStep));

        Assert.Equal("storage/corrupt", fault.Problem.Code);
        Assert.Contains("not a database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(FilePath, fault.Problem.Path);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_torn_file_is_reported_as_corrupt()
    {
        using (var connection = SqliteFile.OpenAndMigrate(FilePath, OneStep))
        {
            SqliteFile.Execute(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) INSERT INTO a SELECT hex(randomblob(40)) FROM n");
        }

        using (var file = File.OpenWrite(FilePath))
        {
            file.SetLength(file.Length / 2);
        }

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(FilePath, OneStep));

        Assert.Equal("storage/corrupt", fault.Problem.Code);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_reported_as_unavailable()
    {
        File.WriteAllText(_directory["deep"], "in the way");

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(FilePath, OneStep));

        Assert.Equal("storage/unavailable", fault.Problem.Code);
    }

    [Fact]
    public void A_read_only_disk_is_reported_as_read_only()
    {
        using var disk = new TemporaryDisk(2048);
        disk.MakeReadOnly();

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(Path.Combine(disk.Path, "data", "test.db"), OneStep));

        Assert.Equal("disk/read-only", fault.Problem.Code);
    }

    [Fact]
    public void An_existing_file_on_a_read_only_disk_is_reported_as_read_only()
    {
        using var disk = new TemporaryDisk(2048);
        var path = Path.Combine(disk.Path, "test.db");
        SqliteFile.OpenAndMigrate(path, OneStep).Dispose();
        disk.MakeReadOnly();

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(path, OneStep));

        Assert.Equal("disk/read-only", fault.Problem.Code);
    }

    [Fact]
    public void A_full_disk_is_reported_as_full()
    {
        using var disk = new TemporaryDisk(2048);
        disk.Fill();

        var fault = Assert.Throws<StorageException>(() => SqliteFile.OpenAndMigrate(Path.Combine(disk.Path, "test.db"), OneStep));

        Assert.Equal("disk/full", fault.Problem.Code);
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = SqliteFile.Command(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = SqliteFile.Command(connection, sql);
        return command.ExecuteScalar();
    }
}
