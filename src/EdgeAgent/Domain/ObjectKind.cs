namespace EdgeAgent.Domain;

/// <summary>What kind of thing a sighting is of, whichever model saw it. Stored in files.</summary>
internal enum ObjectKind : byte
{
    Person = 0,
    Bicycle = 1,
    Car = 2,
    Motorcycle = 3,
    Bus = 4,
    Truck = 5,
}
