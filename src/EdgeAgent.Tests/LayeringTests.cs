using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using EdgeAgent.Domain;

namespace EdgeAgent;

/// <summary>The arrows between the rooms: who may import whom. A wrong import fails here, not in a review.</summary>
public sealed class LayeringTests
{
    private const string Root = "EdgeAgent";
    private const string Entry = "Program";
    private const string NativeBindings = "EdgeAgent.Capture.FFmpeg.Bindings";
    private const string NativeOwners = "EdgeAgent.Capture.FFmpeg";

    private static readonly string[] Everything =
    [
        "Domain", "Diagnostics", "Storage", "Identity", "Imaging", "Capture", "Recording", "Detection", "Tracking", "Appearance", "Rules",
        "Search", "Models", "Outbox", "Messaging", "Contract", "Center", "Control", "Hardware", "Pipeline",
    ];

    /// <summary>Room → the rooms that it may import. A room is the first part of a namespace after the root.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Diagnostics"] = ["Domain"],
        ["Storage"] = ["Domain", "Diagnostics"],
        ["Identity"] = ["Domain", "Diagnostics"],
        ["Imaging"] = ["Domain"],
        ["Capture"] = ["Domain", "Diagnostics", "Imaging"],
        ["Recording"] = ["Domain", "Diagnostics", "Storage", "Capture"],
        ["Detection"] = ["Domain", "Diagnostics", "Imaging"],
        ["Tracking"] = ["Domain"],
        ["Appearance"] = ["Domain", "Imaging"],
        ["Rules"] = ["Domain"],
        ["Search"] = ["Domain", "Diagnostics", "Storage"],
        ["Models"] = ["Domain", "Diagnostics", "Storage", "Identity", "Detection"],
        ["Outbox"] = ["Domain", "Diagnostics", "Storage"],
        ["Messaging"] = ["Domain", "Diagnostics", "Identity", "Outbox"],
        ["Contract"] = ["Domain", "Identity", "Messaging", "Control"],
        ["Center"] = ["Domain", "Diagnostics", "Identity", "Messaging"],
        ["Control"] = [.. Everything.Except(["Control", "Center", "Contract"])],
        ["Hardware"] = ["Domain", "Diagnostics"],
        ["Pipeline"] = ["Domain", "Diagnostics", "Imaging", "Capture", "Recording", "Detection", "Tracking", "Appearance", "Rules", "Search"],
        ["Hosting"] = Everything,
        ["Cli"] = [.. Everything, "Hosting"],
        
        [Entry] = ["Cli"],
    };

    private static readonly Architecture Agent = new ArchLoader().LoadAssemblies(typeof(Track).Assembly).Build();

    /// <summary>Every reference of a type of the agent to another.</summary>
    private static readonly List<(IType From, IType To)> References =
    [
        .. from type in Agent.Types
           from dependency in type.Dependencies
           where IsOurs(type) && IsOurs(dependency.Target) && Outermost(type) != Outermost(dependency.Target)
           select (type, dependency.Target),
    ];

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_imports_only_what_the_table_allows(string room)
    {
        var wrong =
            from reference in References
            let to = RoomOf(reference.To)
            where RoomOf(reference.From) == room && to != room && !Allowed[room].Contains(to)
            select $"{Outermost(reference.From)} imports {Outermost(reference.To)}";
        AssertNone(wrong);
    }

    [Fact]
    public void No_two_rooms_import_each_other()
    {
        var arrows = References
            .Select(reference => (From: RoomOf(reference.From), To: RoomOf(reference.To)))
            .Where(arrow => arrow.From != arrow.To)
            .ToHashSet();
        Assert.DoesNotContain(arrows, arrow => arrows.Contains((arrow.To, arrow.From)));
    }

    [Fact]
    public void The_table_itself_allows_no_two_rooms_to_import_each_other()
    {
        Assert.Empty(from room in Allowed from other in room.Value where Allowed[other].Contains(room.Key) select (room.Key, other));
    }

    [Fact]
    public void Every_type_stands_in_a_room_of_the_table()
    {
        var homeless = Agent.Types.Where(IsOurs).Where(type => !Allowed.ContainsKey(RoomOf(type)));
        AssertNone(homeless.Select(type => $"{Outermost(type)}: which room is this?"));
    }

    [Fact]
    public void The_types_of_the_agent_are_really_looked_at()
    {
        Assert.Contains(References, reference => RoomOf(reference.From) == "Rules" && RoomOf(reference.To) == "Domain");
        Assert.True(Agent.Types.Count(IsOurs) > 30);
    }

    [Fact]
    public void Native_bindings_are_used_only_by_their_owners()
    {
        var wrong = References
            .Where(reference => IsWithin(reference.To, NativeBindings) && !IsWithin(reference.From, NativeOwners))
            .Select(reference => $"{Outermost(reference.From)} uses {Outermost(reference.To)}");
        AssertNone(wrong);
    }

    /// <summary>Says every name in full, which the assertions on collections cut short.</summary>
    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }

    private static bool IsOurs(IType type) => IsWithin(type, Root) || type.FullName == Entry;

    private static bool IsWithin(IType type, string scope) => type.FullName.StartsWith(scope + ".", StringComparison.Ordinal);

    /// <summary>Without the names of nested types, which share the room of the type around them.</summary>
    private static string Outermost(IType type) => type.FullName.Split('+')[0];

    private static string RoomOf(IType type)
    {
        var parts = Outermost(type).Split('.');
        return parts switch
        {
            [var only] => only,
            [Root, _] => Root,
            [Root, var room, ..] => room,
            _ => throw new ArgumentException($"{type.FullName} is not of the agent", nameof(type)),
        };
    }
}
