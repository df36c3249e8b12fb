"""What the flows share: the Step, who may do what, and a few moves that several of them make."""
