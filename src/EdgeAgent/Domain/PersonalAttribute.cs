namespace EdgeAgent.Domain;

/// <summary>Marks what is about a person, in messages as <c>x-privacy</c>: why it is told, and whose retention deletes it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PersonalAttribute(PersonalPurpose purpose, PersonalRetention retention) : Attribute
{
    public PersonalPurpose Purpose => purpose;

    public PersonalRetention Retention => retention;
}
