namespace EdgeAgent.Domain;

public sealed class EventRecipientsTests
{
    [Theory]
    [InlineData("intrusion", "police")]
    [InlineData("search-match", "center")]
    [InlineData("person-down", "ambulance")]
    [InlineData("abandoned-object", "city-cleaning")]
    [InlineData("removed-object", "road-facilities")]
    [InlineData("crowd", "disaster")]
    [InlineData("fire-smoke", "fire")]
    [InlineData("wrong-way", "traffic")]
    [InlineData("camera-tamper", "operations")]
    [InlineData("device-fault", "operations")]
    [InlineData("what-comes-next", "operations")]
    public void Every_type_has_somebody_who_is_told(string type, string recipient) =>
        Assert.Equal(recipient, EventRecipients.Of(type, PoleMode.Operational));

    [Fact]
    public void Only_an_operational_pole_concerns_anybody_but_operations()
    {
        Assert.Equal("operations", EventRecipients.Of(EventTypes.Intrusion, PoleMode.Commissioning));
        Assert.Equal("operations", EventRecipients.Of(EventTypes.PersonDown, PoleMode.Maintenance));
    }
}
