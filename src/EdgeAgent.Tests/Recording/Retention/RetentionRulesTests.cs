using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording.Retention;

public sealed class RetentionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_go_first_until_the_bytes_fit()
    {
        var decision = Decide([Some(5, 100), Some(4, 100), Some(3, 100)], new RetentionLimits(250, TimeSpan.FromDays(30), 0), free: 1000);
        Assert.Equal([5.0], DaysOf(decision));
        Assert.Equal((200, 1100L), (decision.UsedBytes, decision.FreeBytes));
    }

    [Fact]
    public void The_oldest_go_until_enough_is_free()
    {
        var decision = Decide([Some(5, 100), Some(4, 100), Some(3, 100)], new RetentionLimits(null, TimeSpan.FromDays(30), 1000), free: 850);
        Assert.Equal([5.0, 4], DaysOf(decision));
    }

    [Fact]
    public void What_is_too_old_goes_however_much_room_there_is()
    {
        Assert.Equal([31.0, 30.5], DaysOf(Decide([Some(31, 1), Some(30.5, 1), Some(29, 1)], new RetentionLimits(null, TimeSpan.FromDays(30), 0), free: 1000)));
    }

    [Fact]
    public void A_clock_that_nobody_has_set_makes_nothing_old()
    {
        var segments = new[] { Some(31, 1), Some(29, 1) };
        Assert.Empty(RetentionRules.Decide(segments, new RetentionLimits(null, TimeSpan.FromDays(30), 0), 2, 1000, now: null, _ => false).Delete);

        // From 1970, and recorded after what is young.
        Assert.Empty(Decide([Some(3, 1), Some(20_000, 1, synced: false), Some(2, 1)], new RetentionLimits(null, TimeSpan.FromDays(30), 0), free: 1000).Delete);

        // From 1970, but recorded before what is too old.
        Assert.Equal([20_000.0, 31], DaysOf(Decide(
            [Some(20_000, 1, synced: false), Some(31, 1), Some(2, 1)], new RetentionLimits(null, TimeSpan.FromDays(30), 0), free: 1000)));
    }

    [Fact]
    public void A_clock_that_was_once_ahead_keeps_nothing_for_ever() => Assert.Equal([-20_000.0, 31], DaysOf(Decide(
        [Some(-20_000, 1), Some(31, 1), Some(2, 1)], new RetentionLimits(null, TimeSpan.FromDays(30), 0), free: 1000)));

    [Fact]
    public void Where_all_must_be_kept_nothing_goes_however_full_the_disk_is()
    {
        var decision = RetentionRules.Decide([Some(31, 100)], new RetentionLimits(50, TimeSpan.FromDays(30), 1000), 100, 0, Now, _ => true);
        Assert.Empty(decision.Delete);
        Assert.Equal((100, 0L), (decision.UsedBytes, decision.FreeBytes));
    }

    [Fact]
    public void Whatever_there_is_the_kept_stay_the_oldest_go_and_the_limits_hold_where_they_can()
    {
        var segments =
            from count in Gen.Int[0, 40]
            from sizes in Gen.Int[1, 1000].Array[count]
            from kept in Gen.Bool.Array[count]
            from synced in Gen.Int[0, 9].Array[count]
            from ages in Gen.Double[0, 60].Array[count]
            select ages.OrderDescending().Select((age, i) => (Segment: Some(age, sizes[i], synced[i] > 0), Kept: kept[i])).ToArray();
        Gen.Select(segments, Gen.Int[0, 20_000].Nullable(), Gen.Double[0.1, 60], Gen.Int[0, 20_000], Gen.Int[0, 20_000]).Sample(
            (all, maximum, days, minimumFree, free) =>
            {
                var limits = new RetentionLimits(maximum, TimeSpan.FromDays(days), minimumFree);
                var used = all.Sum(one => one.Segment.SizeBytes);
                var keep = all.Where(one => one.Kept).Select(one => one.Segment).ToHashSet();
                var decision = RetentionRules.Decide(all.Select(one => one.Segment), limits, used, free, Now, keep.Contains);
                var deleted = decision.Delete.ToHashSet();
                Assert.Equal(deleted.Count, decision.Delete.Count);
                Assert.DoesNotContain(deleted, keep.Contains);

                // Oldest first: what could go and stays is younger than all that went.
                var stays = all.Select(one => one.Segment).Where(one => !deleted.Contains(one)).ToList();
                var free2 = free + deleted.Sum(one => one.SizeBytes);
                var used2 = used - deleted.Sum(one => one.SizeBytes);
                Assert.Equal((used2, (long?)free2), (decision.UsedBytes, decision.FreeBytes));
                var mayGo = stays.Where(one => !keep.Contains(one)).ToList();
                var order = all.Select(one => one.Segment).ToList();
                Assert.All(mayGo, one => Assert.All(deleted, gone => Assert.True(order.IndexOf(gone) < order.IndexOf(one))));

                // Within the limits, or nothing is left that may go.
                Assert.True((!(used2 > maximum) && free2 >= minimumFree) || mayGo.Count == 0);
                Assert.DoesNotContain(mayGo, one => one.StartUtc.Synchronised && Now - one.EndUtc > limits.MaximumAge);

                // No more than needed: without the last that went, something would be over, or it was too old.
                if (decision.Delete is [.., var last])
                {
                    Assert.True(
                        used2 + last.SizeBytes > maximum || free2 - last.SizeBytes < minimumFree
                        || all.Any(one => one.Segment.StartUtc.Synchronised && Now - one.Segment.EndUtc > limits.MaximumAge));
                }
            },
            iter: 20_000);
    }

    private static Segment Some(double daysOld, long bytes, bool synced = true) => new(
        new CameraId("gate"), $"/{Guid.NewGuid()}", Guid.Empty, default, MediaTime.FromSeconds(60), new UtcTime(Now.AddDays(-daysOld), synced), "h264", 1, 1,
        bytes, Guid.Empty, IsSealed: true);

    private static RetentionDecision Decide(Segment[] segments, RetentionLimits limits, long free) =>
        RetentionRules.Decide(segments, limits, segments.Sum(one => one.SizeBytes), free, Now, _ => false);

    private static IEnumerable<double> DaysOf(RetentionDecision decision) =>
        decision.Delete.Select(one => Math.Round((Now - one.StartUtc.Value).TotalDays, 3));
}
