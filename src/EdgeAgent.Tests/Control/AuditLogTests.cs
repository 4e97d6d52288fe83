using EdgeAgent.Control.Audit;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Control;

public sealed class AuditLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string File_ => AuditLog.PathIn(_directory.Path);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Each_line_follows_the_one_before_it_through_restarts()
    {
        Write(3);
        Write(2);

        Assert.Equal(5, AuditChain.Verify(File_).Lines);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File_));
    }

    [Theory]
    [InlineData("change", "audit/changed", "line 3 ")]
    [InlineData("change-last", "audit/changed", "line 5 ")]
    [InlineData("take-out", "audit/changed", "line 2 ")]
    [InlineData("swap", "audit/changed", "line 2 ")]
    [InlineData("put-in", "audit/changed", "line 3 ")]
    [InlineData("garbage", "audit/changed", "line 6 ")]
    [InlineData("cut", "audit/cut", "it ends with line 3, and had 5")]
    public void A_log_that_somebody_has_touched_shows_it_and_goes_on_saying_so(string how, string code, string where)
    {
        Write(5);
        var lines = File.ReadAllLines(File_).ToList();
        switch (how)
        {
            case "change":
                lines[1] = lines[1].Replace("kim", "lee", StringComparison.Ordinal);
                break;
            case "change-last":
                lines[4] = lines[4].Replace("kim", "lee", StringComparison.Ordinal);
                break;
            case "take-out":
                lines.RemoveAt(1);
                break;
            case "swap":
                (lines[1], lines[2]) = (lines[2], lines[1]);
                break;
            case "put-in":
                lines.Insert(2, lines[1]);
                break;
            case "garbage":
                lines.Add("{}");
                break;
            default:
                lines.RemoveRange(3, 2);
                break;
        }

        File.WriteAllLines(File_, lines);

        var problem = Assert.Throws<AuditException>(() => AuditChain.Verify(File_)).Problem;
        Assert.Equal(code, problem.Code);
        Assert.StartsWith(where, problem.Message, StringComparison.Ordinal);
        using var log = new AuditLog(_directory.Path, new ManualClock());
        Assert.True(log.Append(new AuditEntry("command", "begun")));
        Assert.Equal(code, log.Fault!.Code);
        Assert.Equal(lines.Count + 1, File.ReadAllLines(File_).Length);
    }

    [Fact]
    public void A_line_that_a_cut_of_power_tore_is_taken_away_and_that_is_told()
    {
        Write(2);
        File.AppendAllText(File_, "{\"number\":3,\"prev");

        Write(1);

        Assert.Equal(4, AuditChain.Verify(File_).Lines);
        Assert.Contains("\"torn\"", File.ReadAllLines(File_)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_refusals_is_a_few_lines_and_a_sum()
    {
        var time = new FakeTimeProvider();
        using var log = new AuditLog(_directory.Path, new ManualClock());
        var refusals = new RefusalAudit(log, time);
        for (var i = 0; i < 1000; i++)
        {
            refusals.Add(new AuditEntry("command", "refused") { Code = i % 2 == 0 ? "signature/invalid" : "command/audience" });
        }

        time.Advance(TimeSpan.FromMinutes(1));
        refusals.Turn();

        var lines = log.Read(after: 0).ToList();
        Assert.Equal(11, lines.Count);
        Assert.Contains("\"counts\":{\"command/audience\":495,\"signature/invalid\":495}", lines[^1], StringComparison.Ordinal);
    }

    private void Write(int lines)
    {
        using var log = new AuditLog(_directory.Path, new ManualClock());
        for (var i = 0; i < lines; i++)
        {
            Assert.True(log.Append(new AuditEntry("command", "done") { Officer = "kim", Verb = "search" }));
        }
    }
}
