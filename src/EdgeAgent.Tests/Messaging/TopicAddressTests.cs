namespace EdgeAgent.Messaging;

public sealed class TopicAddressTests
{
    [Fact]
    public void A_topic_is_taken_apart_into_pole_and_rest()
    {
        Assert.True(TopicAddress.TryParse("safecity/v1", "safecity/v1/seoul/pole-7/event/gate/intrusion", out var address));

        Assert.Equal(new PoleIdentity("seoul", "pole-7"), address.Pole);
        Assert.Equal(["event", "gate", "intrusion"], address.Below);
    }

    [Theory]
    [InlineData("other/v1/seoul/pole-7/state")]
    [InlineData("safecity/v1")]
    [InlineData("safecity/v1/seoul/pole-7")]
    [InlineData("safecity/v1/Seoul/pole-7/state")]
    [InlineData("safecity/v1/../pole-7/state")]
    [InlineData("safecity/v1//pole-7/state")]
    [InlineData("safecity/v1/seoul/pole-7\n/state")]
    [InlineData("safecity/v1/seoul/a-name-that-is-longer-than-thirty-two/state")]
    public void A_topic_that_no_pole_may_have_is_refused(string topic) =>
        Assert.False(TopicAddress.TryParse("safecity/v1", topic, out _));
}
