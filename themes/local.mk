# what themes/ installs and distributes
