namespace EdgeAgent.Domain;

/// <summary>Which kind a label of a model stands for.</summary>
internal static class ObjectKinds
{
    /// <summary>Null for what is not described, such as a bench.</summary>
    public static ObjectKind? Of(string label) => label switch
    {
        "person" => ObjectKind.Person,
        "bicycle" => ObjectKind.Bicycle,
        "car" => ObjectKind.Car,
        "motorcycle" or "motorbike" => ObjectKind.Motorcycle,
        "bus" => ObjectKind.Bus,
        "truck" => ObjectKind.Truck,
        _ => null,
    };
}
